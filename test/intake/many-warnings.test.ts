import { buffer } from 'node:stream/consumers';
import { read, utils } from '@e965/xlsx';
import { expect, it } from 'vitest';
import { quarantineReport } from '../../src/intake/quarantine-report.js';
import { receiveAll } from '../../src/intake/receive-all.js';
import { freshDatabase } from '../database/fresh-database.js';
import { makeCreditCode } from '../handover/make-code.js';

it('a report lists the first thousand warnings of a kind, and says how many more there are', async () => {
  const { db } = await freshDatabase('empty_hub');
  const lines = Array.from({ length: 1_007 }, (_, n) => `${makeCreditCode(n)},甲,2024,3,2`);
  const bytes = Buffer.from(`统一社会信用代码,单位名称,年度,年平均职工人数,参保人数\n${lines.join('\n')}\n`);
  const declared = { eventCodes: new Set<string>(), facts: new Map() };
  const reports = await receiveAll({ db, declared, actor: 'test' }, ['f'], async () => ({ fileName: '用工.csv', bytes }));
  expect(reports).toMatchObject([{ accepted: 1_007, issueCounts: { UNKNOWN_ENTERPRISE: 1_007 } }]);
  const book = read(await buffer(await quarantineReport(db, reports, new Date())));
  const rows = utils.sheet_to_json<string[]>(book.Sheets[book.SheetNames[0]!]!, { header: 1 });
  expect(rows).toHaveLength(1 + 1_000 + 1);
  expect(rows.at(-1)!.join('')).toContain('UNKNOWN_ENTERPRISE另有 7 处没有在此列出');
});
