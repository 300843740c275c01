import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { factsBehind } from '../../src/assessment/fact-behind.js';
import { loadPopulation } from '../../src/assessment/population.js';
import { versionAt } from '../../src/db/data-version.js';
import { openReaders } from '../../src/departments/readers.js';
import { departmentVocabulary } from '../../src/departments/vocabulary.js';
import { builtInEvents } from '../../src/enterprise/events.js';
import type { Assessment } from '../../src/grading/assessment.js';
import { grade } from '../../src/grading/grade.js';
import { neededFacts } from '../../src/grading/needed-facts.js';
import type { Column, Population } from '../../src/grading/population.js';
import { Rational } from '../../src/grading/rational.js';
import type { Value } from '../../src/grading/scheme.js';
import { valueAt } from '../../src/grading/value-at.js';
import { readFileHeaders } from '../../src/intake/file-headers.js';
import { recordSets } from '../../src/intake/record-sets.js';
import { parseScheme } from '../../src/policy/parse-scheme.js';
import { sheetItems, type SheetItem } from '../../src/round/item.js';
import { freshDatabase } from '../database/fresh-database.js';

const database = await freshDatabase('sample_hub');
const readers = openReaders(database.db);
const version = await versionAt(database.db);
const reading = {
  readers,
  headers: (ids: readonly number[]) => readFileHeaders(database.db, ids),
  datasets: new Map([...recordSets].map(([id, { dataset }]) => [id, dataset])),
};

async function under(method: 'ratio' | 'minmax') {
  const file = `schemes/example-county/${method}-2024.yaml`;
  const parsed = parseScheme(readFileSync(file, 'utf8'), { file, ...departmentVocabulary });
  if (!('scheme' in parsed)) throw new Error(JSON.stringify(parsed.problems));
  const population = await loadPopulation(readers, version, 2024, parsed.scheme);
  const { results } = grade(parsed.scheme, population);
  const facts = factsBehind(parsed.scheme, 2024, departmentVocabulary);
  const items = (creditCode: string, round = '1'): Promise<readonly SheetItem[]> => {
    const row = population.creditCodes.indexOf(creditCode);
    const of = facts.ofGrade(results[row]!.group);
    return sheetItems(reading, { round, creditCode, year: 2024, version, population, row, facts: of });
  };
  return { scheme: parsed.scheme, population, results, items };
}

const schemes = { ratio: await under('ratio'), minmax: await under('minmax') };
const A = '9133990100B59GK21U';

const parsed = new Map<string, readonly string[][]>();

function rowsOf(file: string, encoding: string): readonly string[][] {
  const text = new TextDecoder(encoding).decode(readFileSync(`sample/files/${file}`));
  return parse(text, { relax_column_count: true, skip_empty_lines: false });
}

/** The header of a CSV file of the sample without units, and the cells of a line. */
function lineOfFile(file: string, encoding: string, line: number): ReadonlyMap<string, string> {
  const rows = parsed.get(file) ?? rowsOf(file, encoding);
  parsed.set(file, rows);
  const header = rows.find((cells) => cells.some((cell) => /统一社会信用代码|纳税人识别号|社会信用代码/.test(cell)))!;
  return new Map(header.map((label, at) => [label.replace(/（.*）|\(.*\)/, ''), rows[line - 1]![at] ?? '']));
}

describe.each(['ratio', 'minmax'] as const)('the items of an enterprise under the example scheme: %s', (method) => {
  const { scheme, population, results, items } = schemes[method];

  it('are all that its grade hangs on, and nothing else', async () => {
    const { groups } = scheme;
    for (const group of groups) {
      const { row, creditCode } = results.find((each) => each.group === group && each.state === 'GRADED')!;
      const before = ownOf(grade(scheme, population), row);
      const found = await items(creditCode);
      const facts = new Set(found.flatMap(({ fact, year, isEvent }) => (isEvent ? [] : [`${year} ${fact}`])));
      for (const { fact, year } of neededFacts(scheme, 2024)) {
        const changes = otherValues(population.column(fact, year)!.kind).map(
          (value) => ownOf(grade(scheme, withCell(population, fact, year, row, value)), row) !== before,
        );
        expect(`${fact} ${changes.includes(true)}`).toBe(`${fact} ${facts.has(`${year} ${fact}`)}`);
      }
      const happened = found.filter(({ isEvent }) => isEvent).map(({ fact }) => fact);
      for (const { code } of builtInEvents) {
        const events = [...population.events, { row, code, date: '2024-06-01' }];
        const changed = ownOf(grade(scheme, { ...population, events }), row) !== before;
        if (changed) expect(happened).toContain(code);
      }
      const whole = JSON.stringify(scheme, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
      expect(happened.filter((code) => !whole.includes(code))).toEqual([]);
    }
  });

  it('have ids of their own, that name round and enterprise', async () => {
    const [one, other] = [await items(A), await items(results.find(({ group, creditCode }) => group && creditCode !== A)!.creditCode)];
    const again = await items(A, '2');
    const ids = [...one, ...other, ...again].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect((await items(A)).map(({ id }) => id)).toEqual(one.map(({ id }) => id));
  });
});

describe('the cells of an item', () => {
  const { items, results } = schemes.ratio;

  it('are those of the line of the file, to the letter', async () => {
    const files = [
      ['税务局_2024年度企业税收.csv', 'gb18030'],
      ['统计局_2024年工业企业.csv', 'gb18030'],
      ['生态环境_2024年排放量.csv', 'utf-8'],
      ['市场监管_企业名录.csv', 'utf-8'],
    ] as const;
    const seen = new Set<string>();
    for (const { creditCode } of results.filter(({ group }) => group).slice(0, 40)) {
      for (const item of await items(creditCode)) {
        for (const { file, line, column, value } of item.records) {
          const encoding = files.find(([name]) => name === file)?.[1];
          if (!encoding) continue;
          seen.add(file);
          const cells = lineOfFile(file, encoding, line);
          expect([...cells.values()].map((cell) => cell.normalize('NFKC').toUpperCase().trim())).toContain(creditCode);
          if (cells.has(column)) expect(value ?? '').toBe(cells.get(column));
        }
      }
    }
    expect([...seen].sort()).toEqual(files.map(([name]) => name).sort());
  });

  it('of a fact that is computed are those of all that it is computed of', async () => {
    const found = await items(A);
    const land = found.find(({ fact }) => fact === 'land.used_area')!;
    expect(land.value!.toString()).toBe('9.165405');
    expect(land.records.map(({ dataset, key, column, value, file, line }) => [dataset, key[0], column, value, file, line])).toEqual([
      ['land.parcels', '339901005032GB01619F00010001', '宗地面积', '4582.7', '自然资源_宗地清单.xlsx', 1621],
      ['land.parcels', '339901002017GB01620W00000000', '宗地面积', '1527.57', '自然资源_宗地清单.xlsx', 1622],
    ]);
    const emitted = found.find(({ fact }) => fact === 'emissions.equivalent')!;
    expect(emitted.records.map(({ column, value }) => [column, value])).toEqual([
      ['化学需氧量', '0.3017'],
      ['氨氮', '24.1'],
      ['二氧化硫', '/'],
      ['氮氧化物', undefined],
    ]);
  });

  it('of an event are its code, day and document; one that did not happen is said to be none', async () => {
    const { population } = schemes.ratio;
    const frauds = population.events.filter(({ code, date }) => code === 'tax_fraud' && date.startsWith('2024'));
    const fraud = await items(population.creditCodes[frauds[0]!.row]!);
    const item = fraud.find(({ fact }) => fact === 'tax_fraud')!;
    expect(item).toMatchObject({ isEvent: true, title: '涉税违法', department: 'county' });
    expect(item.text).toContain(frauds[0]!.date);
    expect(item.records.map(({ column }) => column)).toEqual(expect.arrayContaining(['事项代码', '发生日期']));
    expect((await items(A)).find(({ fact }) => fact === 'tax_fraud')).toMatchObject({ text: '无', records: [] });
  });
});

/** What an enterprise has in an assessment that its own records decide. */
function ownOf(assessment: Assessment, row: number): string {
  const { state, group, indicators, extras, overrides, rankedOf } = assessment.results[row]!;
  const values = indicators.map(({ numerator, denominator, missing }) => [numerator?.toString(), denominator?.toString(), missing]);
  return JSON.stringify([
    state,
    group?.id,
    rankedOf,
    values,
    extras.map(({ id, points }) => [id, points.toString()]),
    overrides.map(({ id }) => id),
  ]);
}

function otherValues(kind: Column['kind']): readonly Value[] {
  if (kind === 'boolean') return [true, false];
  if (kind === 'number') return [Rational.integer(7), Rational.integer(9)];
  // No industry is evaluated otherwise but those of public utilities; of the other texts none decides anything of its own.
  return ['4411'];
}

function withCell(population: Population, fact: string, of: number, row: number, value: Value): Population {
  return {
    ...population,
    column: (id, year) => {
      const column = population.column(id, year);
      if (!column || id !== fact || year !== of) return column;
      const values = population.creditCodes.map((_, at) => (at === row ? value : valueAt(column, at)));
      return { kind: column.kind, values } as Column;
    },
  };
}
