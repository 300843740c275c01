import { read, utils } from '@e965/xlsx';
import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { loadPopulation } from '../../src/assessment/population.js';
import { versionAt } from '../../src/db/data-version.js';
import { openReaders } from '../../src/departments/readers.js';
import { departmentVocabulary } from '../../src/departments/vocabulary.js';
import { grade } from '../../src/grading/grade.js';
import { makeList, readLists } from '../../src/policy-effects/execution-list.js';
import { executionRows, listHeader, totalOf, type ListKind } from '../../src/policy-effects/execution-rows.js';
import { fiscalLines, sumLines } from '../../src/policy-effects/fiscal.js';
import { readFiscalBasis } from '../../src/policy-effects/fiscal-basis.js';
import { csvFile } from '../../src/handover/csv-writing.js';
import { executionWorkbook } from '../../src/policy-effects/execution-workbook.js';
import { treatmentsAt } from '../../src/policy-effects/treatments-at.js';
import { loadScheme } from '../../src/policy/registry.js';
import { loadTreatments } from '../../src/policy/treatment-registry.js';
import { xlsxOf } from '../../src/workbook/workbook.js';
import { freshDatabase } from '../database/fresh-database.js';

async function sampleMoney() {
  const { db } = await freshDatabase('sample_hub');
  const readers = openReaders(db);
  const version = await versionAt(db);
  const scheme = await loadScheme('schemes/example-county/ratio-2024.yaml', departmentVocabulary);
  const { sets } = await loadTreatments('treatments', departmentVocabulary);
  const treatments = await treatmentsAt(readers, { scheme, year: 2024, version }, sets, []);
  const assessment = grade(scheme.scheme, await loadPopulation(readers, version, 2024, scheme.scheme));
  const basis = await readFiscalBasis(readers, treatments, 2024, version);
  const lines = fiscalLines(basis, assessment.results);
  return { db, lines, assessment, treatments, version, directory: await readers.enterprises.directory(version) };
}

interface Printed {
  readonly creditCode: string;
  readonly final: string | null;
  readonly treatedAs: string | null;
}

it('relieves and surcharges the sample county by its golden classes, exact to 分', async () => {
  const { lines, treatments } = await sampleMoney();
  expect(treatments.unknownClasses).toEqual([]);
  expect(treatments.sets.map(({ id }) => id)).toEqual(['example-county-2024']);
  const golden = JSON.parse(await readFile('test/golden/example-ratio-2024.json', 'utf8')) as { results: Printed[] };
  const classes = new Map(golden.results.map(({ creditCode, final, treatedAs }) => [creditCode, final ?? treatedAs]));
  const rates: Record<string, Record<string, number>> = {
    LAND_USE_TAX: { A: 1, B: 0.8 },
    ELECTRICITY: { C: 0.1, D: 0.3 },
    WATER: { C: 0.525, D: 1.75 },
  };
  for (const { creditCode, kind, base, months, amount } of lines.filter((line) => line.kind in rates)) {
    const rate = rates[kind]![classes.get(creditCode)!];
    expect(rate, `${creditCode} ${kind}`).toBeDefined();
    expect(months).toBe(12);
    expect(Number(amount!.toFixed(2))).toBeCloseTo(Number(base!.toString()) * rate!, 1);
  }
  const sums = sumLines(lines, ({ kind }) => kind);
  expect(
    [...sums].map(([kind, { amount, lines: count, withoutAmount }]) => `${kind} ${amount.toFixed(2)} ${count} ${withoutAmount}`).sort(),
  ).toMatchInlineSnapshot(`
    [
      "ELECTRICITY 14809760.30 386 0",
      "LAND_USE_TAX 30090690.30 923 0",
      "SUBSIDY 2700000.00 27 0",
      "WATER 1126112.78 386 0",
    ]
  `);
});

it('numbers a list, knows it again, and says what a later one changes', async () => {
  const { db, lines, version, directory } = await sampleMoney();
  const of = { kind: 'ELECTRICITY' as ListKind, scheme: 'example-ratio-2024', year: 2024, publication: null };
  const rows = executionRows(of.kind, lines, directory);
  const by = { dataVersion: version, actor: 'test', digestKey: new Uint8Array(32) };
  const first = await makeList(db, of, rows, by);
  expect(first).toMatchObject({ isNew: true, change: undefined, list: { number: 1, digest: expect.stringMatching(/^sm3:[0-9a-f]{64}$/) } });
  const again = await makeList(db, of, executionRows(of.kind, [...lines].reverse(), directory), by);
  expect(again).toMatchObject({ isNew: false, list: { number: 1, digest: first.list.digest } });
  const mended = rows.slice(1).map((row, index) => (index === 0 ? row.with(6, '0.00') : row));
  mended.push(['91999999MA00000000', '新企业', '0577', '1', '0.3 元/kWh', '12', '0.30', '示例', '']);
  const second = await makeList(db, of, mended, by);
  expect(second).toMatchObject({ isNew: true, list: { number: 2 } });
  expect(second.change).toEqual({
    added: [mended[mended.length - 1]],
    removed: [rows[0]],
    changed: [{ before: rows[1], after: mended[0] }],
  });
  expect((await readLists(db, of)).map(({ number }) => number)).toEqual([1, 2]);
  const total = lines.filter(({ kind }) => kind === 'ELECTRICITY').reduce((sum, { amount }) => sum + Number(amount!.toFixed(2)), 0);
  expect(Number(totalOf(of.kind, rows).toFixed(2))).toBeCloseTo(total, 2);
});

it('is the same as CSV and as XLSX, without a formula, its figures numbers and its codes texts', async () => {
  const header = listHeader('WATER');
  const rows = [['913399011B50G4FE5D', '=cmd|甲厂', '0577,1', '1000', '15%', '12', '525.00', '示例"文"', '']];
  expect(csvFile(header, rows).toString()).toBe(
    `\uFEFF${header.join(',')}\r\n913399011B50G4FE5D,'=cmd|甲厂,"0577,1",1000,15%,12,525.00,"示例""文""",\r\n`,
  );
  const of = { kind: 'WATER' as ListKind, scheme: 'example-ratio-2024', year: 2024, publication: null };
  const list = { ...of, number: 3, digest: 'sm3:0', dataVersion: 11, rows, madeAt: new Date('2026-11-22T01:00:00Z') };
  const bytes = await buffer(xlsxOf(executionWorkbook(list)));
  const cells = (raw: boolean) => utils.sheet_to_json(read(bytes).Sheets['差别化水价执行清单']!, { header: 1, defval: '', raw });
  expect(cells(false)).toEqual([[...header], rows[0]]);
  expect(cells(true)).toEqual([[...header], ['913399011B50G4FE5D', '=cmd|甲厂', '0577,1', 1000, '15%', 12, 525, '示例"文"', '']]);
  expect(read(bytes, { bookProps: true }).Props).toMatchObject({ Title: '差别化水价执行清单', Comments: '2024 年度第 3 版 sm3:0' });
});
