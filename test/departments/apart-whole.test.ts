import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { versionAt } from '../../src/db/data-version.js';
import { openReaders } from '../../src/departments/readers.js';
import { receiveAll } from '../../src/intake/receive-all.js';
import { dataFolder, forget, HubCommand, muhub } from '../cli/hub-process.js';
import { apartHub, intakeOf, rowsAt, type ApartHub } from '../database/apart.js';
import { bareDatabase, freshDatabase } from '../database/fresh-database.js';
import { until } from '../database/running.js';
import { full } from '../full.js';

const [A, B] = ['913399011EFA80BJ4T', '91339901664A38MK4U'];
const register = `统一社会信用代码,企业名称,园区代码\n${A},甲,339901001\n${B},乙,339901002\n`;
const payments = (year: number, a: number) => `统一社会信用代码,纳税人名称,年度,增值税净入库\n${A},甲,${year},${a}\n`;
const emissions = (year: number) => `统一社会信用代码,单位名称,年度,化学需氧量,氨氮\n${A},甲,${year},1,2\n`;

let hub: ApartHub;
let tax: string;

beforeEach(async () => {
  tax = await bareDatabase();
  hub = await apartHub(await freshDatabase('empty_hub'), { tax });
  await take(hub, register, payments(2024, 1));
});

async function take(into: Parameters<typeof intakeOf>[0], ...texts: string[]) {
  return receiveAll(intakeOf(into), texts.map(String), async (text) => ({ fileName: `${text.length}.csv`, bytes: Buffer.from(text) }));
}

/** A hub process that has read nothing yet. */
const again = () => apartHub(hub, { tax });

async function paid(of: Pick<ApartHub, 'db' | 'keeping'>, version?: number): Promise<string | undefined> {
  const readers = openReaders(of.db, of.keeping.owned);
  return (await readers.tax.year(version ?? (await versionAt(of.db)), 2024)).get(A)?.vatNet?.toString();
}

const versions = async () =>
  (await rowsAt<{ version: string }>(tax, 'select version from tax_payment order by 1')).map(({ version }) => Number(version));

/** A handover of which the department's database has all, and the hub nothing. */
async function cutShort(text: string): Promise<void> {
  const crash = new Error('the hub went away');
  await hub.db
    .transaction(async (tx) => {
      await take({ ...hub, db: tx }, text);
      throw crash;
    })
    .catch((error: unknown) => {
      if (error !== crash) throw error;
    });
}

describe('a handover that the hub did not come to count in', () => {
  it('is never seen, and gone with the next one of the department', async () => {
    await cutShort(payments(2024, 9));
    expect(await versions()).toEqual([2, 3]);
    expect([await paid(hub), await paid(await again())]).toEqual(['1', '1']);
    const [report] = await take(hub, payments(2024, 9));
    expect(report).toMatchObject({ status: 'accepted', accepted: 1 });
    expect(await versions()).toEqual([2, 3]);
    expect([await paid(await again()), await paid(await again(), 2)]).toEqual(['9', '1']);
  });

  it.runIf(full)('is never seen either where another department took its version', async () => {
    await cutShort(payments(2024, 9));
    await take(hub, emissions(2024));
    expect(await versionAt(hub.db)).toBe(3);
    expect([await paid(hub), await paid(await again()), await paid(await again(), 2)]).toEqual(['1', '1', '1']);
    expect(await versions()).toEqual([2]);
    expect(await rowsAt(tax, 'select count(*)::int as ended from tax_payment where superseded is not null')).toEqual([{ ended: 0 }]);
    await take(hub, payments(2024, 5));
    expect([await paid(await again()), await paid(await again(), 3)]).toEqual(['5', '1']);
  });

  it.runIf(full)('is not written where the hub refuses: the same file twice', async () => {
    const [report] = await take(hub, payments(2024, 1));
    expect(report).toMatchObject({ status: 'already_received' });
    expect(await versions()).toEqual([2]);
  });
});

describe('a command that is killed between the two commits', () => {
  let folder: string;
  beforeAll(async () => {
    execFileSync(process.execPath, ['bin/build.js'], { stdio: 'ignore' });
    folder = await dataFolder();
    return () => forget(folder);
  }, 120_000);

  it.runIf(full)('has handed nothing in; done again, it has all', { timeout: 120_000 }, async () => {
    const file = path.join(folder, '税收.csv');
    await writeFile(file, payments(2024, 9));
    const settings = { DATABASE_URL: hub.url, TAX_DATABASE_URL: tax };
    // Whoever holds the chain's end keeps the hub's transaction from its commit, after the department's.
    const held = await hub.pool.connect();
    await held.query(`begin; lock table audit_head in exclusive mode`);
    const command = new HubCommand(folder, ['intake', file], settings);
    try {
      await until(async () => (await versions()).length === 2);
      command.kill('SIGKILL');
      await command.ended;
    } finally {
      await held.query('rollback');
      held.release();
    }
    expect(await versionAt(hub.db)).toBe(2);
    expect([await paid(hub), await paid(await again())]).toEqual(['1', '1']);
    const { status, stdout } = await muhub(folder, ['intake', file, '--json'], settings);
    expect([status, JSON.parse(stdout)]).toEqual([0, [expect.objectContaining({ status: 'accepted', accepted: 1 })]]);
    expect([await paid(await again()), await paid(await again(), 2)]).toEqual(['9', '1']);
    expect(await versions()).toEqual([2, 3]);
  });
});

describe('a database that does not hold what it should', () => {
  const why = async (of: ApartHub) => (await of.keeping.states(await versionAt(of.db)))[0]!.why;
  const refused = (of: ApartHub) => expect(paid(of)).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE', department: 'tax' });

  it.runIf(full)('as it was before a handover: nothing of it is read or written', async () => {
    await rowsAt(tax, 'delete from tax_payment');
    await rowsAt(tax, 'delete from rows_apart');
    const other = await again();
    await refused(other);
    expect(await why(other)).toContain('缺少第 2 版');
    await expect(take(other, payments(2024, 7))).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
    expect(await versionAt(hub.db)).toBe(2);
  });

  it.runIf(full)('the hub as it was before several handovers: nothing of the department is touched', async () => {
    await take(hub, payments(2024, 3), payments(2025, 4), emissions(2024));
    await hub.db.execute('delete from rows_apart where version > 2');
    const other = await again();
    await refused(other);
    expect(await why(other)).toContain('第 3、4 版');
    expect(await versions()).toEqual([2, 3, 4]);
  });

  it.runIf(full)('another hub’s: not one row of it is touched', async () => {
    const stranger = await apartHub(await freshDatabase('empty_hub'), { tax });
    await take({ db: stranger.db }, register);
    await expect(take(stranger, payments(2024, 7))).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
    expect(await why(stranger)).toContain('属于另一个中枢');
    expect([await versions(), await paid(await again())]).toEqual([[2], '1']);
  });

  it('a hub’s own', async () => {
    const own = await apartHub(hub, { tax: hub.url });
    await refused(own);
    expect(await why(own)).toContain('中枢自己的库');
  });

  it.runIf(full)('another department’s', async () => {
    const land = await bareDatabase();
    const both = await apartHub(hub, { tax, land });
    await take(both, `不动产单元代码,权利人名称,权利人证件号,宗地面积(㎡),取得日期\n339901001001GB00001W00000000,甲,${A},100,2020-01-01\n`);
    await refused(await apartHub(hub, { tax: land, land: tax }));
    expect(await paid(await again())).toBe('1');
  });

  it.runIf(full)('beside rows of the department that the hub holds itself', async () => {
    const before = await freshDatabase('empty_hub');
    await take({ db: before.db }, register, payments(2024, 1));
    const apart = await apartHub(before, { tax: await bareDatabase() });
    await refused(apart);
    expect(await why(apart)).toContain('已有税务的数据');
  });

  it.runIf(full)('that nobody names any more', async () => {
    const forgotten = await apartHub(hub, {});
    await refused(forgotten);
    expect(await why(forgotten)).toContain('没有给出 TAX_DATABASE_URL');
    await expect(take(forgotten, payments(2024, 7))).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
    expect((await take(forgotten, emissions(2024)))[0]).toMatchObject({ status: 'accepted' });
  });
});
