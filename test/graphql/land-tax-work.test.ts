import { describe, expect, it } from 'vitest';
import { makeList } from '../../src/policy-effects/execution-list.js';
import { pushTasks } from '../../src/land-tax/task.js';
import { receiveAll } from '../../src/intake/receive-all.js';
import { loadTreatments } from '../../src/policy/treatment-registry.js';
import { departmentVocabulary } from '../../src/departments/vocabulary.js';
import { findingsAt } from '../../src/land-tax/findings-at.js';
import { versionAt } from '../../src/db/data-version.js';
import { grantedFile } from './granted-files.js';
import { sampleServer, shippedGrants } from './hub-server.js';

const LISTS = ['kind', 'number', 'count', 'total'].map((field) => `ExecutionList.${field}`);
/** Of every enterprise, and yet a committee has those of its zones alone. */
const tasks = grantedFile({
  id: 'tasks',
  to: { role: 'zone_committee' },
  what: ['LandTaxTask.*', 'LandTaxTaskConnection.*', 'LowEfficiencyParcel.*'],
  purpose: '以税节地',
});
const zoned = grantedFile({
  id: 'zoned-tasks',
  to: { role: 'department', department: 'emissions' },
  what: ['LandTaxTask.*'],
  rows: { zones: ['339901003'] },
});
const server = await sampleServer({
  clock: () => new Date('2027-01-05T00:00:00Z'),
  grantFiles: [...shippedGrants(), grantedFile({ id: 'lists', to: { role: 'analyst' }, what: LISTS }), tasks, zoned],
});
const { db } = server.database;
const officer = { role: 'tax_officer' };
const power = { role: 'department', department: 'utilities' };
const key = new Uint8Array(32);
const version = await versionAt(db);
const treatments = await loadTreatments('treatments', departmentVocabulary);
const basis = { db, readers: server.hub.readers, treatments, setsOf: async () => treatments.sets, declared: [] };
const { found, files } = await findingsAt(basis, { year: 2024, version, assessed: undefined });
await pushTasks(db, found.slice(0, 30), files, { version, date: '2026-12-01', due: '2026-12-31', by: 'test', digestKey: key });
const AT = 'scheme: "example-ratio-2024", year: 2024';

describe('the work on findings', () => {
  it('is listed with push state and result state apart, and what is overdue', async () => {
    const { data, errors } = await server.ask(
      officer,
      '{ landTaxTasks(first: 500) { totalCount nodes { id kind recipient unitCode pushedOn dueOn result overdue explanation dataVersion } } late: landTaxTasks(filter: { overdue: true, recipients: [TAX] }) { totalCount } none: landTaxTasks(filter: { answered: true }) { totalCount } }',
    );
    expect(errors).toBeUndefined();
    expect(data.landTaxTasks.totalCount).toBe(30);
    expect(data.late.totalCount).toBe(data.landTaxTasks.nodes.filter((task: { recipient: string }) => task.recipient === 'TAX').length);
    expect(data.none.totalCount).toBe(0);
    expect(data.landTaxTasks.nodes[0]).toMatchObject({
      pushedOn: '2026-12-01',
      dueOn: '2026-12-31',
      result: null,
      overdue: true,
      dataVersion: String(version),
    });
    expect(new Set(data.landTaxTasks.nodes.map(({ id }: { id: string }) => id))).toEqual(new Set(found.slice(0, 30).map(({ id }) => id)));
  });

  it('is given for some zones by a grant for those: of the holder or the taxpayer', async () => {
    const { rows } = await server.database.pool.query<{ code: string }>(
      `select credit_code as code from enterprise where superseded is null and zone = '339901003'`,
    );
    const its = found.slice(0, 30).filter(({ holder, taxpayer }) => rows.some(({ code }) => code === holder || code === taxpayer));
    const { data, errors } = await server.ask(
      { role: 'department', department: 'emissions' },
      '{ landTaxTasks(first: 500) { nodes { id } } }',
    );
    expect(errors).toBeUndefined();
    expect(its.length).toBeGreaterThan(0);
    expect(new Set(data.landTaxTasks.nodes.map(({ id }: { id: string }) => id))).toEqual(new Set(its.map(({ id }) => id)));
  });

  it('shows a finding as corrected only where asked, and only after a later handover', async () => {
    const findings = async (filter: string) =>
      (
        await server.ask(
          officer,
          `{ landTaxFindings(year: 2024, filter: ${filter}) { totalCount nodes { kind status unitCode taxpayer { creditCode } } sums(by: KIND) { key count taxAtStake unknown } } }`,
        )
      ).data.landTaxFindings;
    expect((await findings('{ statuses: [CORRECTED] }')).totalCount).toBe(0);
    const pushed = await findings('{ statuses: [PUSHED], kinds: [NOT_REGISTERED] }');
    const mended = pushed.nodes[0] as { unitCode: string; taxpayer: { creditCode: string } };
    const intake = { db, declared: { eventCodes: new Set<string>(), facts: new Map() }, actor: 'test' };
    const text = `税源编号,纳税人识别号,纳税人名称,不动产单元代码,占用土地面积,应税土地面积,减免税面积\nTD-NEW,${mended.taxpayer.creditCode},甲,${mended.unitCode},9999999,9999999,0`;
    await receiveAll(intake, ['x'], async () => ({ fileName: '补登.csv', bytes: Buffer.from(text) }));
    const corrected = await findings('{ statuses: [CORRECTED] }');
    expect(corrected.nodes).toEqual([
      { kind: 'NOT_REGISTERED', status: 'CORRECTED', unitCode: mended.unitCode, taxpayer: mended.taxpayer },
    ]);
    expect(corrected.sums).toEqual([{ key: 'NOT_REGISTERED', count: 1, taxAtStake: expect.any(String), unknown: 0 }]);
    expect((await findings('{ statuses: [PUSHED], kinds: [NOT_REGISTERED] }')).totalCount).toBe(pushed.totalCount - 1);
    const all = await findings('{}');
    expect(all.sums.reduce((sum: number, { count }: { count: number }) => sum + count, 0)).toBe(all.totalCount);
    const first = await findings('{ landClasses: ["1级"] }');
    expect(first.totalCount).toBeGreaterThan(0);
    expect(first.totalCount).toBe((await findings('{ landClasses: ["一级"] }')).totalCount);
  });

  it('is for the tax bureau alone', async () => {
    for (const claims of [
      { role: 'zone_committee', zones: ['339901003'] },
      { role: 'town', towns: ['339901101'] },
      { role: 'public' },
      { role: 'enterprise', creditCode: '9133990155KC7D2B9Y' },
      power,
    ]) {
      const { data, errors } = await server.ask(
        claims,
        `{ landTaxTasks { totalCount } landTaxYield(${AT}) { potential { area } } policyLedger(${AT}) { lines { due } } }`,
      );
      expect([claims.role, data, errors?.map(({ extensions }) => extensions.code)]).toEqual([
        claims.role,
        { landTaxTasks: null, landTaxYield: null, policyLedger: null },
        [claims.role === 'zone_committee' ? 'PURPOSE_REQUIRED' : 'FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN'],
      ]);
    }
  });

  it("is of the viewer's enterprises where it is granted to a committee, whatever rows the grant is for", async () => {
    const committee = { role: 'zone_committee', zones: ['339901003'], purpose: '以税节地' };
    const { data, errors } = await server.ask(
      committee,
      `{ landTaxTasks(first: 500) { totalCount nodes { id } } landTaxYield(${AT}) { lowEfficiency { unitCode enterprise { zone } } } }`,
    );
    expect(errors).toBeUndefined();
    const { rows } = await server.database.pool.query<{ code: string }>(
      `select credit_code as code from enterprise where superseded is null and zone = '339901003'`,
    );
    const own = new Set(rows.map(({ code }) => code));
    const pushed = found
      .slice(0, 30)
      .filter(({ holder, taxpayer }) => [holder, taxpayer].some((code) => code !== undefined && own.has(code)));
    expect([pushed.length > 0, pushed.length < 30]).toEqual([true, true]);
    expect(data.landTaxTasks.nodes.map(({ id }: { id: string }) => id).sort()).toEqual(pushed.map(({ id }) => id).sort());
    expect(data.landTaxTasks.totalCount).toBe(pushed.length);
    expect(new Set(data.landTaxYield.lowEfficiency.map(({ enterprise }: { enterprise: { zone: string } }) => enterprise.zone))).toEqual(
      new Set(['339901003']),
    );
  });

  it("is an enterprise's own finding once it is pushed", async () => {
    const { taxpayer } = found.slice(0, 30).find((each) => each.taxpayer !== undefined)!;
    const { data } = await server.ask(
      { role: 'enterprise', creditCode: taxpayer! },
      '{ landTaxFindings(year: 2024) { nodes { kind status explanation taxpayer { creditCode } } } }',
    );
    expect(data.landTaxFindings.nodes.length).toBeGreaterThan(0);
    for (const finding of data.landTaxFindings.nodes)
      expect([finding.status === 'OPEN', typeof finding.explanation]).toEqual([false, 'string']);
  });
});

describe('execution lists', () => {
  it('show each their rows to those who carry them out, and what a version changes', async () => {
    const row = (code: string, amount: string) => [code, '甲', 'TD1', '100', '80%', '12', amount, '依据', ''];
    const by = { dataVersion: version, actor: 'test', digestKey: key };
    const of = { scheme: 'example-ratio-2024', year: 2024, publication: null };
    await makeList(db, { kind: 'LAND_USE_TAX', ...of }, [row('A', '80.00'), row('B', '0.50')], by);
    await makeList(db, { kind: 'LAND_USE_TAX', ...of }, [row('A', '81.00')], by);
    await makeList(db, { kind: 'ELECTRICITY', ...of }, [row('C', '3.00'), row('D', '3.00'), row('E', '3.00')], by);
    const query = `{ executionLists(${AT}) { kind number count total digest rows change { added removed before after } } }`;
    const { data } = await server.ask(officer, query);
    expect(
      data.executionLists.map((list: { kind: string; number: number; total: string | null; rows: unknown[] | null }) => [
        list.kind,
        list.number,
        list.total,
        list.rows?.length ?? null,
      ]),
    ).toEqual([
      ['LAND_USE_TAX', 1, '80.5', 2],
      ['LAND_USE_TAX', 2, '81', 1],
      ['ELECTRICITY', 1, '9', null],
    ]);
    expect(data.executionLists[1].change).toEqual({
      added: [],
      removed: [row('B', '0.50')],
      before: [row('A', '80.00')],
      after: [row('A', '81.00')],
    });
    const theirs = await server.ask(power, query);
    expect(
      theirs.data.executionLists.map((list: { kind: string; number: number; total: string | null; rows: unknown[] | null }) => [
        list.kind,
        list.number,
        list.total,
        list.rows?.length ?? null,
      ]),
    ).toEqual([
      ['LAND_USE_TAX', 1, null, null],
      ['LAND_USE_TAX', 2, null, null],
      ['ELECTRICITY', 1, '9', 3],
    ]);
    expect(theirs.data.executionLists[1].change).toBeNull();
    expect(theirs.extensions!.withheld!.map(({ coordinate, reason }) => `${coordinate} ${reason}`)).toEqual([
      'ExecutionList.change TAX_SECRET',
      'ExecutionList.rows TAX_SECRET',
      'ExecutionList.total SUPPRESSED',
    ]);
  });

  it('have totals for who sees no row where three and more make them', async () => {
    const row = (code: string, amount = '80.00') => [code, '甲', 'TD1', '100', '80%', '12', amount, '依据', ''];
    const by = { dataVersion: version, actor: 'test', digestKey: key };
    const of = { kind: 'LAND_USE_TAX', scheme: 'example-ratio-2024', year: 2024, publication: null } as const;
    await makeList(
      db,
      of,
      ['A', 'B', 'C'].map((code) => row(code)),
      by,
    );
    await makeList(db, of, [row('A', '9000.00'), row('B'), row('C')], by);
    const totals = await server.ask({ role: 'analyst' }, `{ executionLists(${AT}) { kind number count total } }`);
    // Two enterprises, one, three alike, and three of which one is nearly all.
    expect(totals.data.executionLists).toEqual([
      { kind: 'LAND_USE_TAX', number: 1, count: 2, total: null },
      { kind: 'LAND_USE_TAX', number: 2, count: 1, total: null },
      { kind: 'LAND_USE_TAX', number: 3, count: 3, total: '240' },
      { kind: 'LAND_USE_TAX', number: 4, count: 3, total: null },
      { kind: 'ELECTRICITY', number: 1, count: 3, total: '9' },
    ]);
    expect(totals.extensions!.withheld!.map(({ coordinate, reason }) => `${coordinate} ${reason}`)).toEqual([
      'ExecutionList.total SUPPRESSED',
    ]);
  });
});

describe('what land brings, and the ledger', () => {
  it('is as the command line says', async () => {
    const { data, errors } = await server.ask(
      officer,
      `{ landTaxYield(${AT}) { byClass { key taxableArea tax relief before after } byZone { relief } byIndustry { relief } potential { enterprises area tax median atMedian more } lowEfficiency { unitCode enterprise { creditCode } area taxPerMu threshold } } }`,
    );
    expect(errors).toBeUndefined();
    const { byClass, byZone, byIndustry, potential, lowEfficiency } = data.landTaxYield;
    const total = (rows: { relief: string }[]) => rows.reduce((sum, { relief }) => sum + Math.round(Number(relief) * 100), 0);
    expect([total(byClass), total(byZone), total(byIndustry)]).toEqual([3_009_069_030, 3_009_069_030, 3_009_069_030]);
    expect(Number(potential.more)).toBeGreaterThan(0);
    expect(lowEfficiency.length).toBeGreaterThan(0);
  });

  it('gives the tax bureau its own figures, the power company’s in sum, and no difference of hers', async () => {
    const { data, errors, extensions } = await server.ask(
      officer,
      `{ policyLedger(${AT}) { lines { quarter measure unit due reported difference } differences { totalCount nodes { measure enterprise { creditCode } class due reported difference } } } }`,
    );
    expect(errors).toBeUndefined();
    const of = (measure: string) =>
      data.policyLedger.lines.filter((line: { measure: string }) => line.measure === measure) as {
        due: string | null;
        reported: string | null;
      }[];
    expect(of('LAND_USE_TAX_RELIEF').map(({ due, reported }) => [Number(due) > 0, reported])).toEqual([
      [true, null],
      [true, null],
      [true, null],
      [true, null],
    ]);
    for (const { due, reported } of of('ELECTRICITY_SURCHARGE')) expect([Number(due) > 0, reported]).toEqual([true, null]);
    expect(extensions).toBeUndefined();
    expect(data.policyLedger.differences.totalCount).toBe(0);
  });
});
