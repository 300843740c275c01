import { buffer } from 'node:stream/consumers';
import * as xlsx from '@e965/xlsx';
import { expect, it } from 'vitest';
import type { ColumnDefinition } from '../../src/handover/dataset.js';
import { receiveAll } from '../../src/intake/receive-all.js';
import { recordSets } from '../../src/intake/record-sets.js';
import { templateWorkbook } from '../../src/intake/template-workbook.js';
import { xlsxOf } from '../../src/workbook/workbook.js';
import { freshDatabase } from '../database/fresh-database.js';
import { declaredFacts, eventCodes } from '../handover/county-datasets.js';
import { makeCreditCode } from '../handover/make-code.js';

const { db } = await freshDatabase('empty_hub');
const FACT = [...declaredFacts.values()].find(({ kind }) => kind === 'number')!;
const VALUES: Record<ColumnDefinition['kind'], string> = {
  creditCode: makeCreditCode(1),
  identity: makeCreditCode(1),
  unitCode: '339901016014GB01460F00010001',
  parcelCode: '339901016014GB01460',
  parcelCodes: '339901016014GB01460;339901016014GB01461',
  outline: '{"type":"Polygon","coordinates":[[[120,28],[121,28],[121,29],[120,28]]]}',
  code: '甲1',
  industry: 'C3484',
  place: '339901101',
  text: '文字',
  number: '1',
  date: '2019-03-05',
  year: '2024',
  quarter: '1',
  boolean: '是',
  choice: '统计',
  event: 'tax_fraud',
  fact: FACT.id,
};
const valueOf = ({ kind, label, choices }: ColumnDefinition): string =>
  label === '计量单位' ? (FACT.unit ?? '') : (choices?.[0] ?? VALUES[kind]);

it.each([...recordSets.values()].map(({ dataset }) => [dataset.id, dataset] as const))(
  'the template of %s is handed in with its example left in: the example is skipped, what was filled in is taken',
  async (id, dataset) => {
    const book = xlsx.read(await buffer(xlsxOf(templateWorkbook(dataset, new Date()))));
    const sheet = book.Sheets[book.SheetNames[0]!]!;
    xlsx.utils.sheet_add_aoa(sheet, [dataset.columns.map(valueOf)], { origin: -1 });
    const bytes = xlsx.write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
    const reports = await receiveAll({ db, declared: { eventCodes, facts: declaredFacts }, actor: 'test' }, ['f'], async () => ({
      fileName: 'f.xlsx',
      bytes,
    }));
    expect(reports).toMatchObject([{ dataset: id, status: 'accepted', rows: 1, accepted: 1, quarantined: 0 }]);
    const { UNKNOWN_ENTERPRISE: _, AREA_OVER_APPROVED: __, ...others } = reports[0]!.issueCounts;
    expect(others).toEqual({ FOOTER_ROW: 1 });
  },
);
