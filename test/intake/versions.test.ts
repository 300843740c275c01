import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { versionAt } from '../../src/db/data-version.js';
import type { Database } from '../../src/db/database.js';
import { openReaders } from '../../src/departments/readers.js';
import { receiveAll, type Intake } from '../../src/intake/receive-all.js';
import { freshDatabase } from '../database/fresh-database.js';

// Codes of a fictional county; both check digits hold.
const A = '9133990144LEKL1AXK';
const B = '91339901504G8CHDXP';
const NOBODY = '913399013E4JGHHJ50';

let database: Database;
let intake: Intake;

beforeAll(async () => {
  database = await freshDatabase('empty_hub');
  intake = {
    db: database.db,
    declared: { eventCodes: new Set(['safety_accident']), facts: new Map() },
    actor: 'test',
  };
});

const register = (...lines: string[]) => `统一社会信用代码,企业名称,园区代码\n${lines.join('\n')}\n`;
const tax = (...lines: string[]) => `统一社会信用代码,纳税人名称,年度,增值税净入库\n${lines.join('\n')}\n`;

async function receive(text: string, fileName = 'file.csv') {
  const [report] = await receiveAll(intake, [fileName], async () => ({ fileName, bytes: Buffer.from(text) }));
  return report!;
}

async function vatNet(version: number) {
  const records = await openReaders(database.db).tax.year(version, 2024);
  return Object.fromEntries([...records].map(([code, { vatNet }]) => [code, vatNet?.toString()]));
}

describe('versions of records', () => {
  it('lets a later file stand in for the keys it holds, and gives every earlier answer again', async () => {
    await receive(register(`${A},甲,1`, `${B},乙,1`));
    await receive(tax(`${A},甲,2024,1.50`, `${B},乙,2024,7`));
    const before = await versionAt(database.db);
    const moment = new Date();
    await sleep(5);
    await receive(tax(`${A},甲,2024,2.25`));
    const now = await versionAt(database.db);

    expect(now).toBe(before + 1);
    expect(await vatNet(now)).toEqual({ [A]: '2.25', [B]: '7' });
    expect(await vatNet(before)).toEqual({ [A]: '1.5', [B]: '7' });
    expect(await versionAt(database.db, moment)).toBe(before);
    expect(await versionAt(database.db, new Date('2001-01-01'))).toBe(0);
    expect(await vatNet(0)).toEqual({});
  });

  it('keeps what was handed over to the letter, whatever came after it', async () => {
    const { rows } = await database.pool.query('select raw, line, vat_net from tax_payment where credit_code = $1 order by version', [A]);
    expect(rows).toEqual([
      { raw: [A, '甲', '2024', '1.50'], line: 2, vat_net: '1.5' },
      { raw: [A, '甲', '2024', '2.25'], line: 2, vat_net: '2.25' },
    ]);
  });

  it('creates an enterprise that only another department knows, until the register names it', async () => {
    const report = await receive(tax(`${NOBODY},无名,2024,3`));
    expect(report.issues.filter(({ line }) => line).map(({ code, line }) => [code, line])).toEqual([['UNKNOWN_ENTERPRISE', 2]]);
    const { enterprises } = openReaders(database.db);
    const created = (await enterprises.directory(await versionAt(database.db))).get(NOBODY);
    expect(created).toMatchObject({ name: '无名', registered: false });

    await receive(register(`${NOBODY},有名,2`));
    const named = (await enterprises.directory(await versionAt(database.db))).get(NOBODY);
    expect(named).toMatchObject({ name: '有名', registered: true, zone: '2' });
  });

  it('keeps bad rows verbatim and refusals on record', async () => {
    const report = await receive(tax(`${A},甲,2024,好多`, 'X,丙,2024,1'), 'bad-rows.csv');
    expect(report).toMatchObject({ status: 'accepted', rows: 2, accepted: 0, quarantined: 2 });
    const { rows: waiting } = await database.pool.query('select line, raw, codes, state from quarantine order by line');
    expect(waiting).toEqual([
      { line: 2, raw: [A, '甲', '2024', '好多'], codes: ['NUMBER_INVALID'], state: 'WAITING' },
      { line: 3, raw: ['X', '丙', '2024', '1'], codes: ['CREDIT_CODE_INVALID'], state: 'WAITING' },
    ]);

    const before = await versionAt(database.db);
    const refused = await receive('甲,乙\n1,2\n', 'no-header.csv');
    expect(refused).toMatchObject({ status: 'refused', dataset: null, rows: 0 });
    expect(await versionAt(database.db)).toBe(before);
    const { rows } = await database.pool.query(
      `select h.status, i.code, (select count(*) from audit_event where action = 'HANDOVER_REFUSED') as events
       from handover h join handover_issue i on i.handover_id = h.id where h.file_name = 'no-header.csv'`,
    );
    expect(rows).toEqual([{ status: 'refused', code: 'HEADER_NOT_RECOGNISED', events: 1 }]);
  });

  it('gives concurrent writers a version each, in the order of their commits', async () => {
    const before = await versionAt(database.db);
    await Promise.all(Array.from({ length: 8 }, (_, n) => receive(tax(`${A},甲,2024,${n}`, `${B},乙,2024,${n}`), `writer-${n}.csv`)));
    const now = await versionAt(database.db);
    expect(now).toBe(before + 8);
    const { rows } = await database.pool.query(
      'select credit_code, count(*) filter (where superseded is null) as current from tax_payment where year = 2024 group by 1',
    );
    expect(rows.map(({ current }) => current)).toEqual(rows.map(() => 1));
    const { rows: times } = await database.pool.query(
      'select version, at >= lag(at, 1, at) over (order by version) as in_order from data_version',
    );
    expect(times.every(({ in_order }) => in_order)).toBe(true);
    const answer = await vatNet(now);
    expect(answer[A]).toBe(answer[B]);
  });

  it('leaves nothing of a file whose writing failed half-way', async () => {
    const before = await vatNet(await versionAt(database.db));
    const { rows: count } = await database.pool.query('select count(*) as n from handover');
    await database.pool.query(`alter table audit_event add constraint closed check (action <> 'HANDOVER_ACCEPTED') not valid`);
    await expect(receive(tax(`${A},甲,2024,999`), 'half.csv')).rejects.toThrow();
    await database.pool.query('alter table audit_event drop constraint closed');
    expect(await vatNet(await versionAt(database.db))).toEqual(before);
    expect((await database.pool.query('select count(*) as n from handover')).rows).toEqual(count);
    expect((await receive(tax(`${A},甲,2024,999`), 'half.csv')).status).toBe('accepted');
  });
});
