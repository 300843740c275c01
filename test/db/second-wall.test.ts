import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import pg from 'pg';
import { afterAll, describe, expect, inject, it } from 'vitest';
import type { Reach } from '../../src/access/reach.js';
import type { Rows } from '../../src/access/rows.js';
import { openDatabase } from '../../src/db/database.js';
import { settingsFor } from '../../src/db/read-as.js';
import { streamRows } from '../../src/db/stream-rows.js';
import { raiseSecondWall } from '../../src/db/second-wall.js';
import { THE_HUB } from '../../src/departments/readers.js';
import { recordSets } from '../../src/intake/record-sets.js';
import { freshDatabase } from '../database/fresh-database.js';

const database = await freshDatabase('sample_hub');
const owner = new pg.Client({ connectionString: database.url });
await owner.connect();
afterAll(() => owner.end());

const ZONE = '339901003';
const EVERY: Rows = { of: 'all' };
const inTowns = (...towns: string[]): Rows => ({ of: 'towns', towns });
const oneEnterprise = (creditCode: string): Rows => ({ of: 'enterprise', creditCode });
const OF_THE_HUB = ['access_grant_event', 'audit_event', 'audit_head'];
const inZones = (...zones: string[]): Rows => ({ of: 'zones', zones });
/** Every table of the hub, and whether the reader may ask it at all. */
const { rows: tables } = await owner.query<{ name: string; guarded: boolean; readable: boolean }>(`
  select relname as name, relrowsecurity as guarded, has_table_privilege('muhub_reader', oid, 'select') as readable
  from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by relname`);
const readable = tables.filter((table) => table.readable).map(({ name }) => name);
const withData = readable.filter((name) => name !== 'data_version');

async function counts(names: readonly string[], ask: (statement: string) => Promise<number>): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const name of names) found[name] = await ask(`select count(*)::int as n from ${name}`);
  return found;
}

/** What the reader gets after these settings, in a transaction as the hub opens it. */
async function asReader(settings: string): Promise<Record<string, number>> {
  await owner.query(`begin; ${settings} set local role muhub_reader`);
  try {
    return await counts(withData, async (statement) => (await owner.query<{ n: number }>(statement)).rows[0]!.n);
  } finally {
    await owner.query('rollback');
  }
}

function within(reach: Reach): Promise<Record<string, number>> {
  const db = database.readAs(reach);
  return counts(withData, async (statement) => Number((await db.execute<{ n: number }>(sql.raw(statement))).rows[0]!.n));
}

const all = await counts(withData, async (statement) => (await owner.query<{ n: number }>(statement)).rows[0]!.n);
// A file whose dataset was not made out is no department's.
const hubs = await counts(withData, async (statement) => {
  const known = `select id from handover where dataset is not null`;
  const made = statement.endsWith(' handover')
    ? `${statement} where id in (${known})`
    : statement.endsWith('handover_issue')
      ? `${statement} where handover_id in (${known})`
      : statement;
  return (await owner.query<{ n: number }>(made)).rows[0]!.n;
});
// What the hub keeps of its own it reads as its owner.
for (const table of OF_THE_HUB) hubs[table] = 0;
const none = Object.fromEntries(withData.map((name) => [name, 0]));
const asOwner = async (statement: string) => (await owner.query<{ n: number }>(statement)).rows[0]!.n;
/** Parcels whose holder is one of these enterprises: by the document, by the name only where there is none. */
const heldBy = (whose: string) =>
  `(holder_id in (${whose}) or (coalesce(holder_id, '') = '' and folded_holder_name in (select folded_name from enterprise where registered and credit_code in (${whose}))))`;
const enterprisesOf = (zone: string) => `select credit_code from enterprise where zone = '${zone}'`;

describe('the second wall', () => {
  it('is up, around every table that the reader may ask', () => {
    expect(database.secondWall).toEqual({ up: true });
    expect(tables.filter((table) => table.readable && !table.guarded)).toEqual([]);
    expect(withData).toEqual(
      expect.arrayContaining([
        'enterprise',
        'tax_payment',
        'tax_land_source',
        'land_parcel',
        'land_lease',
        'emission',
        'employment',
        'statistic',
        'utility_account',
        'event',
        'supplement',
        'handover',
        'quarantine',
        'land_tax_task',
        'access_grant_event',
        'audit_event',
        'audit_head',
      ]),
    );
  });

  it('gives nothing where nobody said who reads', async () => {
    expect(await asReader('')).toEqual(none);
    expect(await asReader(`set local muhub.departments = ''; set local muhub.rows = ''; set local muhub.zones = '';`)).toEqual(none);
    expect(await asReader(`set local muhub.rows = 'every';`)).toEqual(none);
    expect(await asReader(`set local muhub.departments = '{register,tax}';`)).toEqual(none);
    expect(await asReader(`set local muhub.departments = '{register,tax}'; set local muhub.rows = 'zones';`)).toEqual(none);
    expect(Object.values(all).filter((n) => n > 0).length).toBeGreaterThan(10);
  });

  it('forgets who read with the transaction', async () => {
    await owner.query(['begin', ...settingsFor(THE_HUB), 'commit'].join('; '));
    expect(await asReader('')).toEqual(none);
  });

  it('gives the hub all it grades', async () => {
    expect(await within(THE_HUB)).toEqual(hubs);
  });

  it('gives who is bound to a zone the rows of its enterprises', async () => {
    const got = await within({ departments: THE_HUB.departments, rows: inZones(ZONE) });
    for (const table of ['tax_payment', 'emission', 'employment', 'statistic', 'utility_account', 'event', 'supplement']) {
      const { rows } = await owner.query<{ n: number }>(
        `select count(*)::int as n from ${table} where credit_code in (${enterprisesOf(ZONE)})`,
      );
      expect([table, got[table]]).toEqual([table, rows[0]!.n]);
    }
    const { rows } = await owner.query<{ n: number }>(`select count(*)::int as n from (${enterprisesOf(ZONE)}) as its`);
    expect(got.enterprise).toBe(rows[0]!.n);
    expect([got.enterprise! > 0, got.tax_payment! > 0, got.land_parcel! > 0, got.tax_land_source! > 0]).toEqual([true, true, true, true]);
    expect([got.handover, got.quarantine, got.handover_issue, got.land_tax_task]).toEqual([0, 0, 0, 0]);
  });

  it('gives them no parcel, lease or source of another zone', async () => {
    const db = database.readAs({ departments: THE_HUB.departments, rows: inZones(ZONE) });
    const strangers = `select credit_code from enterprise where zone <> '${ZONE}' or zone is null`;
    const foreign = async (statement: string) => (await owner.query<{ n: number }>(statement)).rows[0]!.n;
    const own = async (statement: string) => Number((await db.execute<{ n: number }>(sql.raw(statement))).rows[0]!.n);
    const held = (whose: string) => `select count(*)::int as n from land_parcel where holder_id in (${whose})`;
    expect(await foreign(held(strangers))).toBeGreaterThan(0);
    const codes = (await owner.query<{ credit_code: string }>(strangers)).rows.map(({ credit_code: code }) => `'${code}'`).join(',');
    expect(await own(held(codes))).toBe(0);
    expect(await own(`select count(*)::int as n from land_lease where owner_id in (${codes}) and tenant_code in (${codes})`)).toBe(0);
    expect(await own(`select count(*)::int as n from tax_payment where credit_code in (${codes})`)).toBe(0);
  });

  it('gives the parcels besides that are named as taxed from within reach, and a source with its taxpayer alone', async () => {
    const [{ unit }] = (
      await owner.query<{ unit: string }>(
        `select min(unit_code) as unit from land_parcel where not ${heldBy(enterprisesOf(ZONE))} group by left(unit_code, 19) having count(*) = 1 order by 1 limit 1`,
      )
    ).rows as [{ unit: string }];
    const reach = { departments: THE_HUB.departments, rows: inZones(ZONE) };
    const [without, named] = [await within(reach), await within({ ...reach, parcels: [unit.slice(0, 19)] })];
    expect(named).toEqual({ ...without, land_parcel: without.land_parcel! + 1 });
    expect(await within({ ...reach, departments: ['register'], parcels: [unit.slice(0, 19)] })).toMatchObject({ land_parcel: 0 });
    expect(named.tax_land_source).toBe(
      await asOwner(`select count(*)::int as n from tax_land_source where taxpayer_id in (${enterprisesOf(ZONE)})`),
    );
  });

  it('gives a town the rows of its enterprises, and the parcels in it whoever holds them', async () => {
    const [{ town }] = (
      await owner.query<{ town: string }>(`select town from land_parcel where town <> '' group by town order by count(*) desc limit 1`)
    ).rows as [{ town: string }];
    const got = await within({ departments: THE_HUB.departments, rows: inTowns(town) });
    const its = `select credit_code from enterprise where town = '${town}'`;
    for (const table of ['tax_payment', 'emission', 'employment', 'statistic', 'utility_account', 'event', 'supplement']) {
      expect([table, got[table]]).toEqual([table, await asOwner(`select count(*)::int as n from ${table} where credit_code in (${its})`)]);
    }
    expect(got.enterprise).toBe(await asOwner(`select count(*)::int as n from (${its}) as its`));
    expect(got.land_parcel).toBe(await asOwner(`select count(*)::int as n from land_parcel where ${heldBy(its)} or town = '${town}'`));
    expect([got.enterprise! > 0, got.land_parcel! > 0, got.enterprise! < all.enterprise!, got.land_parcel! < all.land_parcel!]).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect([got.handover, got.quarantine, got.handover_issue, got.land_tax_task]).toEqual([0, 0, 0, 0]);
  });

  it('gives an enterprise itself, what is about it, and nothing of any other', async () => {
    const [{ code }] = (
      await owner.query<{ code: string }>(
        `select tenant_code as code from land_lease join enterprise on credit_code = tenant_code order by 1 limit 1`,
      )
    ).rows as [{ code: string }];
    const got = await within({ departments: THE_HUB.departments, rows: oneEnterprise(code) });
    for (const table of ['enterprise', 'tax_payment', 'emission', 'employment', 'statistic', 'utility_account', 'event', 'supplement']) {
      expect([table, got[table]]).toEqual([table, await asOwner(`select count(*)::int as n from ${table} where credit_code = '${code}'`)]);
    }
    expect([got.enterprise, got.tax_payment! > 0]).toEqual([1, true]);
    expect(got.land_parcel).toBe(await asOwner(`select count(*)::int as n from land_parcel where ${heldBy(`select '${code}'`)}`));
    expect(got.land_lease).toBe(await asOwner(`select count(*)::int as n from land_lease where '${code}' in (owner_id, tenant_code)`));
    expect(got.land_lease).toBeGreaterThan(0);
    expect([got.handover, got.quarantine, got.handover_issue, got.land_tax_task]).toEqual([0, 0, 0, 0]);
  });

  it('gives nothing of enterprises where there are none for whoever reads', async () => {
    expect(await within({ departments: THE_HUB.departments, rows: { of: 'none' } })).toEqual(none);
    expect(await within({ departments: THE_HUB.departments, rows: inTowns('') })).toMatchObject({ enterprise: 0, tax_payment: 0 });
    expect(await within({ departments: THE_HUB.departments, rows: oneEnterprise('') })).toEqual(none);
  });

  it("gives a department its own rows and no other's", async () => {
    const got = await within({ departments: ['emissions', 'register'], rows: EVERY });
    const its = ['emission', 'enterprise'];
    for (const name of withData)
      if (!['handover', 'handover_issue', 'quarantine'].includes(name))
        expect([name, got[name]]).toEqual([name, its.includes(name) ? all[name] : 0]);
    const { rows } = await owner.query<{ n: number }>(
      `select count(*)::int as n from handover where dataset like 'emissions.%' or dataset like 'enterprise.%'`,
    );
    expect(got.handover).toBe(rows[0]!.n);
    expect([got.handover! > 0, got.handover! < all.handover!]).toEqual([true, true]);
  });

  it('gives every file to the department whose dataset it is', async () => {
    await owner.query('begin');
    for (const { dataset } of recordSets.values()) {
      const { rows } = await owner.query<{ id: number }>(
        `insert into handover (dataset, file_name, digest, bytes, status, received_by, labels, rows, accepted, quarantined, skipped, issue_counts)
        values ($1, 'x', $1, 1, 'accepted', 'test', '[]', 0, 0, 0, 0, '{}') returning id`,
        [dataset.id],
      );
      for (const department of THE_HUB.departments) {
        await owner.query(['savepoint trial', ...settingsFor({ departments: [department], rows: EVERY })].join('; '));
        const { rowCount } = await owner.query('select from handover where id = $1', [rows[0]!.id]);
        await owner.query('rollback to trial');
        expect([dataset.id, department, rowCount]).toEqual([dataset.id, department, department === dataset.department ? 1 : 0]);
      }
    }
    await owner.query('rollback');
  });

  it.each(['*', `${ZONE}","339901001`, `{${ZONE}}`, `a,${ZONE}`, `'; set local muhub.rows = 'every`, '\\', '"', '', 'NULL'])(
    'takes %j for a zone, town or enterprise of that name',
    async (name) => {
      for (const rows of [inZones(name), oneEnterprise(name), inTowns(name)])
        expect(await within({ departments: THE_HUB.departments, rows })).toEqual(none);
    },
  );

  it('holds for what is streamed', async () => {
    const streamed = async (reach: Reach) => {
      let n = 0;
      for await (const rows of streamRows(database.readAs(reach), sql`select credit_code from enterprise`, 100)) n += rows.length;
      return n;
    };
    const mine = await within({ departments: ['register'], rows: inZones(ZONE) });
    expect(await streamed(THE_HUB)).toBe(all.enterprise);
    expect(await streamed({ departments: ['register'], rows: inZones(ZONE) })).toBe(mine.enterprise);
    expect(await streamed({ departments: ['tax'], rows: EVERY })).toBe(0);
    expect(await asReader('')).toEqual(none);
  });

  it('lets nobody who reads through it write', async () => {
    const db = database.readAs(THE_HUB);
    const code = (statement: string) =>
      db.execute(sql.raw(statement)).then(
        () => 'done',
        (error: { cause?: { code?: string } }) => error.cause?.code,
      );
    expect(await code(`delete from enterprise`)).toMatch(/^(42501|25006)$/);
    for (const table of OF_THE_HUB) expect(await code(`update ${table} set department = 'tax'`)).toMatch(/^(42501|25006|42703)$/);
    expect(await within(THE_HUB)).toEqual(hubs);
  });

  it('opens the access log of a department to who reads that log, and to nobody by its records', async () => {
    const logs = async (reach: Partial<Reach>) => {
      const db = database.readAs({ departments: [], rows: EVERY, ...reach });
      return (await db.execute<{ department: string }>(sql`select distinct department from audit_event order by 1`)).rows.map(
        ({ department }) => department,
      );
    };
    expect(await logs({ logs: ['tax'] })).toEqual(['tax']);
    expect(await logs({ logs: ['tax', 'land'], rows: inZones(ZONE) })).toEqual(['land', 'tax']);
    for (const reach of [
      THE_HUB,
      { departments: ['tax' as const] },
      { subject: 'tax' },
      { subject: "'; set local muhub.logs = '{tax}" },
      {},
    ])
      expect(await logs(reach)).toEqual([]);
  });
});

describe('a database whose user may not create roles', () => {
  const user = `plain_${randomUUID().slice(0, 8)}`;
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const url = new URL(inject('serverUrl'));
  const admin = new pg.Client({ connectionString: url.href });

  it('is used without it, saying what its administrator must run, and with it from then on', async () => {
    await admin.connect();
    try {
      await admin.query(`create role ${user} login password 'x'`);
      await admin.query(`create database ${name} owner ${user}`);
      const databaseUrl = Object.assign(new URL(url.href), { username: user, password: 'x', pathname: `/${name}` }).href;
      const open = () => openDatabase({ databaseUrl, dataDir: '' }, { say: () => undefined, dropped: () => undefined });
      const first = await open();
      const wall = first.secondWall;
      expect(wall).toMatchObject({ up: false, why: expect.stringContaining(user) as string });
      expect((await first.readAs({ departments: [], rows: inZones() }).execute(sql`select 1 as one`)).rows).toEqual([{ one: 1 }]);
      await first.close();
      const [create, grant] = (wall.up ? '' : wall.script).split('; ');
      expect(create).toBe('create role muhub_reader nologin');
      await admin.query(grant!);
      const second = await open();
      expect(second.secondWall).toEqual({ up: true });
      await second.db.execute(
        sql.raw(`insert into enterprise (credit_code, zone, version, handover_id, line, raw) values ('A', '1', 1, 1, 1, '[]')`),
      );
      const given = async (rows: Rows) =>
        (await second.readAs({ departments: ['register'], rows }).execute(sql`select 1 from enterprise`)).rows.length;
      expect([await given(inZones('1')), await given(inZones('2')), await given(EVERY)]).toEqual([1, 0, 1]);
      await second.close();
    } finally {
      await admin.query(`drop database if exists ${name} with (force)`);
      await admin.query(`drop role if exists ${user}`);
      await admin.end();
    }
  });

  it('whose reader owns the tables or bypasses policies has no second wall, and says so', async () => {
    await owner.query('begin');
    await owner.query('alter table emission owner to muhub_reader');
    const notes: string[] = [];
    const client = new Proxy(owner, {
      get: (target, key) => {
        // The transaction of this test must not end with the one of the trial.
        if (key === 'query')
          return (text: string) =>
            target.query(text.replace('begin read only', 'savepoint trial').replace(/^rollback$/, 'rollback to trial'));
        return Reflect.get(target, key) as unknown;
      },
    });
    const wall = await raiseSecondWall(client);
    await owner.query('rollback');
    notes.push(wall.up ? '' : wall.why);
    expect(notes[0]).toContain('拥有数据表');
  });
});
