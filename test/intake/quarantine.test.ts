import { beforeAll, describe, expect, it } from 'vitest';
import { versionAt } from '../../src/db/data-version.js';
import type { Database } from '../../src/db/database.js';
import { openReaders } from '../../src/departments/readers.js';
import { drop, release, waitingLines } from '../../src/intake/quarantine.js';
import { receiveAll } from '../../src/intake/receive-all.js';
import { freshDatabase } from '../database/fresh-database.js';

const A = '9133990144LEKL1AXK';
const B = '91339901504G8CHDXP';
const declared = { eventCodes: new Set<string>(), facts: new Map() };
const by = { actor: 'officer', department: 'tax', declared } as const;
let database: Database;

beforeAll(async () => {
  database = await freshDatabase('empty_hub');
  const text = `统一社会信用代码,纳税人名称,年度,增值税净入库（元）,备注\n${A},"甲,厂",2024,好多,"他说""多"""\n${B},乙,今年,1,\n`;
  await receiveAll({ db: database.db, declared, actor: 'test' }, ['f'], async () => ({
    fileName: '税收.csv',
    bytes: Buffer.from(text),
  }));
});

describe('quarantined lines', () => {
  it('wait for their own department', async () => {
    const lines = await waitingLines(database.db, 'tax', 0, 10);
    expect(lines.map(({ line, cells, codes }) => ({ line, cells, codes }))).toEqual([
      { line: 2, cells: [A, '甲,厂', '2024', '好多', '他说"多"'], codes: ['NUMBER_INVALID'] },
      { line: 3, cells: [B, '乙', '今年', '1', ''], codes: ['YEAR_INVALID'] },
    ]);
    expect(await waitingLines(database.db, 'land', 0, 10)).toEqual([]);
  });

  it('are released as a new version once corrected, with who and why on record', async () => {
    const [line] = await waitingLines(database.db, 'tax', 0, 1);
    const before = await versionAt(database.db);
    const cells = [...line!.cells];

    const still = await release(database.db, by, line!.id, cells, '没有改');
    expect(still).toMatchObject({ done: false, issues: [{ code: 'NUMBER_INVALID' }] });
    expect(await versionAt(database.db)).toBe(before);
    expect(await release(database.db, by, line!.id, cells.slice(1), '少一格')).toMatchObject({ done: false });
    expect(await release(database.db, { ...by, department: 'land' }, line!.id, cells, '别人的')).toMatchObject({ done: false });

    cells[3] = '12,345.60';
    expect(await release(database.db, by, line!.id, cells, '来函更正')).toMatchObject({ done: true });
    const version = await versionAt(database.db);
    expect(version).toBe(before + 1);
    const record = (await openReaders(database.db).tax.year(version, 2024)).get(A);
    expect(record?.vatNet?.toString()).toBe('1.23456');
    expect(await release(database.db, by, line!.id, cells, '再来')).toMatchObject({ done: false, why: '该行已放行' });
    const { rows } = await database.pool.query(
      'select state, reason, decided_by, released_as is not null as released from quarantine where id = $1',
      [line!.id],
    );
    expect(rows).toEqual([{ state: 'RELEASED', reason: '来函更正', decided_by: 'officer', released: true }]);
  });

  it('are dropped with a reason, and stay verbatim', async () => {
    const [line] = await waitingLines(database.db, 'tax', 0, 1);
    expect(await drop(database.db, by, line!.id, '重复报送')).toMatchObject({ done: true, line: { state: 'DROPPED' } });
    expect(await waitingLines(database.db, 'tax', 0, 10)).toEqual([]);
    const { rows } = await database.pool.query('select raw, state from quarantine where id = $1', [line!.id]);
    expect(rows).toEqual([{ raw: [B, '乙', '今年', '1', ''], state: 'DROPPED' }]);
    const { rows: events } = await database.pool.query(`select action from audit_event where action like 'QUARANTINE%' order by sequence`);
    expect(events).toEqual([{ action: 'QUARANTINE_RELEASED' }, { action: 'QUARANTINE_DROPPED' }]);
  });

  it('are decided once, however many decide at the same time', async () => {
    await receiveAll({ db: database.db, declared, actor: 'test' }, ['f'], async () => ({
      fileName: 'again.csv',
      bytes: Buffer.from(`统一社会信用代码,纳税人名称,年度,增值税净入库\n${B},乙,2024,x\n`),
    }));
    const [line] = await waitingLines(database.db, 'tax', 0, 1);
    const decisions = await Promise.all([
      release(database.db, by, line!.id, [B, '乙', '2024', '1'], '甲经办'),
      release(database.db, by, line!.id, [B, '乙', '2024', '2'], '乙经办'),
      drop(database.db, by, line!.id, '丙经办'),
    ]);
    expect(decisions.filter(({ done }) => done)).toHaveLength(1);
  });
});
