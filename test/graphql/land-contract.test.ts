import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { freshDatabase } from '../database/fresh-database.js';
import { handIn, named } from '../intake/hand-in.js';
import { takeLandIn } from '../intake/land-county.js';
import { sampleServer } from './hub-server.js';

const database = await freshDatabase('sample_hub');
await takeLandIn(database);
const server = await sampleServer({ database });
const bureau = { role: 'department', department: 'land' as const };
const committee = { role: 'zone_committee', zones: ['339901001'] };

const names = (nodes: { number: string }[]) => nodes.map(({ number }) => number);

describe('contracts of supply', () => {
  it('are given to the land bureau with everything that was handed over on them', async () => {
    const { data, errors, extensions } = await server.ask(
      bureau,
      `{ landContract(number: "3399012017A00001") {
        number way area price years signedOn standardLand startPenaltyRate town zone
        parcels { parcelCode area registered { unitCode } successors { parcelCode } }
        approval { document project kind approvedOn area changes { kind area } contracts { number } }
        milestones { event date document startedArea invested }
        payments { instalment dueOn amount paidOn paid }
        outputContracts { number signedOn capacityBy reviewYear tolerance deposit checks { node indicator actual date } contract { number } }
        idleCases { number }
      } }`,
    );
    expect(errors).toBeUndefined();
    expect(extensions?.withheld).toBeUndefined();
    const { milestones, payments, outputContracts, ...contract } = data.landContract;
    expect({
      ...contract,
      milestones: milestones.map(({ event, date }: Record<string, string>) => `${date} ${event}`),
    }).toMatchInlineSnapshot(`
      {
        "approval": {
          "approvedOn": "2017-02-23",
          "area": "9070",
          "changes": [],
          "contracts": [
            {
              "number": "3399012017A00001",
            },
          ],
          "document": "浙土字339901〔2017〕015号",
          "kind": "SEPARATE_SITE",
          "project": "2017-07-015",
        },
        "area": "8245.32",
        "idleCases": [],
        "milestones": [
          "2017-11-15 DELIVERY",
          "2018-04-18 START",
          "2019-10-16 COMPLETION",
          "2020-02-21 PRODUCTION",
          "2021-03-20 CAPACITY",
        ],
        "number": "3399012017A00001",
        "parcels": [
          {
            "area": "8245.32",
            "parcelCode": "339901023006GB00663",
            "registered": [
              {
                "unitCode": "339901023006GB00663F00010001",
              },
            ],
            "successors": [],
          },
        ],
        "price": "441",
        "signedOn": "2017-09-01",
        "standardLand": false,
        "startPenaltyRate": "1",
        "town": "339901102",
        "way": "FLEXIBLE",
        "years": "20",
        "zone": null,
      }
    `);
    expect(payments[0]).toMatchObject({ instalment: '1' });
    expect(outputContracts).toMatchObject([
      {
        ...{ number: 'CCJG-2017-0001', reviewYear: 2024, tolerance: '10', deposit: '29.98', contract: { number: '3399012017A00001' } },
        checks: [
          { node: 'COMPLETION', indicator: 'INVESTMENT_INTENSITY', actual: '310', date: '2020-06-01' },
          { node: 'CAPACITY', indicator: 'INVESTMENT_INTENSITY', actual: '305', date: '2022-06-01' },
        ],
      },
    ]);
  });

  it('are listed in pages, filtered and ordered, with the same total for the same viewer', async () => {
    const list = `query L($filter: LandContractFilter, $orderBy: LandContractOrder, $first: Int, $after: String) {
      landContracts(filter: $filter, orderBy: $orderBy, first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes { number area signedOn way } } }`;
    const { data: whole } = await server.ask(bureau, list, { first: 500 });
    expect(whole.landContracts.totalCount).toBe(122);
    const { data: first } = await server.ask(bureau, list, { first: 100 });
    const { data: second } = await server.ask(bureau, list, { first: 100, after: first.landContracts.pageInfo.endCursor });
    expect([...names(first.landContracts.nodes), ...names(second.landContracts.nodes)]).toEqual(names(whole.landContracts.nodes));
    const { data: large } = await server.ask(bureau, list, { orderBy: 'AREA_DESC', first: 500, filter: { ways: ['GRANTED'] } });
    const areas = large.landContracts.nodes.map(({ area }: { area: string | null }) => (area === null ? -1 : Number(area)));
    expect(areas).toEqual([...areas].sort((a, b) => b - a));
    const { data: late } = await server.ask(bureau, list, { filter: { signedFrom: '2024-01-01' }, orderBy: 'SIGNED_DESC', first: 500 });
    const days = late.landContracts.nodes.map(({ signedOn }: { signedOn: string }) => signedOn);
    expect(days.length).toBeGreaterThan(3);
    expect(days).toEqual([...days].sort().reverse());
    expect(days.at(-1) >= '2024-01-01').toBe(true);
  });

  it('are a committee’s of its own zone alone, with its own output contracts', async () => {
    const query = `{ landContracts(first: 500) { totalCount nodes { number zone outputContracts { number } milestones { event } } } }`;
    const { data, errors } = await server.ask(committee, query);
    expect(errors).toBeUndefined();
    const { nodes, totalCount } = data.landContracts;
    expect(totalCount).toBe(nodes.length);
    expect(totalCount).toBeGreaterThan(10);
    expect(new Set(nodes.map(({ zone }: { zone: string }) => zone))).toEqual(new Set(['339901001']));
    expect(nodes.some(({ outputContracts }: { outputContracts: unknown[] }) => outputContracts.length > 0)).toBe(true);
    const { data: other } = await server.ask(
      { role: 'zone_committee', zones: ['339901002'] },
      `{ landContract(number: "${nodes[0].number}") { number } }`,
    );
    expect(other.landContract).toBeNull();
  });

  it('leave out of the milestones what the zone did not give', async () => {
    const query = `{ landContract(number: "3399012017A00001") { milestones { event } outputContracts { number } } }`;
    const { data, extensions } = await server.ask({ role: 'tax_officer' }, query);
    const events = data.landContract.milestones.map(({ event }: { event: string }) => event);
    expect(events).toContain('COMPLETION');
    expect(events).not.toContain('PRODUCTION');
    expect(data.landContract.outputContracts).toBeNull();
    expect(extensions!.withheld!.map(({ coordinate, department }) => `${coordinate} ${department}`).sort()).toEqual([
      'LandMilestone.event zone',
      'OutputContract.number zone',
    ]);
  });

  it('are an enterprise’s where it holds them, after a 转让 the buyer’s', async () => {
    const { data } = await server.ask(bureau, '{ landContracts(first: 500) { nodes { number holder { creditCode } } } }');
    const held = data.landContracts.nodes.find(({ holder }: { holder: unknown }) => holder);
    const own = { role: 'enterprise', creditCode: held.holder.creditCode };
    const { data: mine } = await server.ask(
      own,
      '{ landContracts(first: 500) { nodes { number signedBy holder { creditCode } payments { amount } } } }',
    );
    expect(names(mine.landContracts.nodes)).toContain(held.number);
    expect(new Set(mine.landContracts.nodes.map(({ holder }: { holder: { creditCode: string } }) => holder.creditCode))).toEqual(
      new Set([held.holder.creditCode]),
    );
  });

  it('are not there for who sees no single enterprise', async () => {
    const { data, errors } = await server.ask({ role: 'analyst' }, '{ landContracts { totalCount nodes { number } } }');
    expect(data?.landContracts ?? null).toBeNull();
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('stay as they were known', async () => {
    const price = async (asOf: string | null) =>
      (await server.ask(bureau, 'query P($asOf: DateTime) { landContract(number: "3399012022A00013", asOf: $asOf) { price } }', { asOf }))
        .data.landContract?.price;
    expect(await price(null)).toBe('1234.56');
    const { rows } = await database.pool.query<{ at: Date }>(
      `select received_at as at from handover where dataset = 'land.supplies' and status = 'accepted' order by id limit 1`,
    );
    expect(await price(rows[0]!.at.toISOString())).not.toBe('1234.56');
  });

  it('are found again by their global id', async () => {
    const { data } = await server.ask(bureau, '{ landContract(number: "3399012017A00001") { id } }');
    const { data: again } = await server.ask(bureau, `{ node(id: "${data.landContract.id}") { ... on LandContract { number } } }`);
    expect(again.node).toEqual({ number: '3399012017A00001' });
  });
});

describe('parcels', () => {
  const divided = '339901017046GB01536';

  it('lead to the contracts over what they came from, to their outline and to what happened to them', async () => {
    const { data: from } = await server.ask(
      bureau,
      '{ landContract(number: "3399012018A00002") { parcels { parcelCode registered { unitCode } successors { parcelCode registered { unitCode } } } } }',
    );
    const [{ successors }] = from.landContract.parcels;
    expect(successors.map(({ parcelCode }: { parcelCode: string }) => parcelCode)).toEqual([divided, '339901029048JB00248']);
    const unit = successors[0].registered[0].unitCode;
    const { data, errors } = await server.ask(
      bureau,
      `{ parcel(unitCode: "${unit}") { contracts { number parcels { parcelCode successors { parcelCode } } } outline { crs geometry } history { date kind what parcelCode contract { number } successors } } }`,
    );
    expect(errors).toBeUndefined();
    const { contracts, outline, history } = data.parcel;
    const [{ parcels }] = contracts;
    expect(parcels[0].successors).toContainEqual({ parcelCode: divided });
    expect(outline?.crs ?? 'EPSG:4490').toBe('EPSG:4490');
    const days = history.map(({ date }: { date: string }) => date);
    expect(days).toEqual([...days].sort());
    expect(history.find(({ kind }: { kind: string }) => kind === 'TRANSFER')).toMatchObject({ what: '分割', date: '2022-04-18' });
    expect(history.map(({ kind }: { kind: string }) => kind)).toEqual(expect.arrayContaining(['APPROVAL', 'CONTRACT', 'MILESTONE']));
  });

  it('are drawn in EPSG:4326, longitude first', async () => {
    const { data: units } = await server.ask(bureau, '{ parcels(first: 1) { nodes { unitCode outline { crs geometry } } } }');
    const { crs, geometry } = units.parcels.nodes[0].outline;
    expect([crs, geometry.type]).toEqual(['EPSG:4490', 'Polygon']);
    const [east, north] = geometry.coordinates[0][0];
    expect(Math.round(east)).toBe(121);
    expect(Math.floor(north)).toBe(28);
  });
});

describe('what is handed over by the year', () => {
  it('is listed: key projects up to a quarter, with those that started early', async () => {
    const ask = async (more: string) =>
      (
        await server.ask(
          { role: 'department', department: 'development' },
          `{ keyProjects(year: 2024, first: 500${more}) { totalCount nodes { code plannedQuarter startedOn } } }`,
        )
      ).data.keyProjects;
    const [whole, two, early] = [await ask(''), await ask(', quarter: 2'), await ask(', quarter: 2, early: true')];
    expect(whole.totalCount).toBeGreaterThan(two.totalCount);
    expect(two.nodes.every(({ plannedQuarter }: { plannedQuarter: number }) => plannedQuarter <= 2)).toBe(true);
    const added = early.nodes.filter(({ plannedQuarter }: { plannedQuarter: number }) => plannedQuarter > 2);
    expect(added.length).toBeGreaterThan(0);
    expect(added.every(({ startedOn }: { startedOn: string }) => startedOn <= '2024-06-30')).toBe(true);
    const { errors } = await server.ask(
      { role: 'department', department: 'development' },
      '{ keyProjects(year: 2024, quarter: 5) { totalCount } }',
    );
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  it('is listed: mines, with whether their three rates are met', async () => {
    const { data, errors } = await server.ask(
      bureau,
      '{ mines(year: 2023, first: 500) { totalCount nodes { permit mining dressing designMining threeRatesMet greenLevel areaToTreat enterprise { creditCode } } } }',
    );
    expect(errors).toBeUndefined();
    expect(data.mines.nodes[0]).toMatchObject({
      permit: 'C339920180011234',
      mining: '86.1',
      dressing: null,
      threeRatesMet: null,
      greenLevel: 'NONE',
      areaToTreat: '14700',
    });
    expect(data.mines.nodes[1]).toMatchObject({ threeRatesMet: true, greenLevel: 'CITY' });
    expect(data.mines.nodes[2]).toMatchObject({ threeRatesMet: false });
  });
});

/** A file of the sample with a blank line below: other bytes, the same rows. */
const again = (file: string) => Buffer.concat([readFileSync(`sample/land/${file}`), Buffer.from('\n')]);

describe('a zone committee', () => {
  const handOver = async (file: string) => {
    const sent = again(file);
    const { answer } = await handIn(server, committee, '/intake?dryRun=true', sent, named(file));
    return answer[0]!;
  };
  const { pool } = database;
  const numbersOf = async (query: string) => (await pool.query<{ n: number }>(`select count(*)::integer as n from ${query}`)).rows[0]!.n;

  it.each([
    [
      '07_园区_产出监管合同.csv',
      `output_contract join land_supply s on s.number = contract and s.superseded is null where s.zone = '339901001'`,
    ],
    [
      '08_园区_履约核查.csv',
      `output_check join output_contract o on o.number = output_contract join land_supply s on s.number = o.contract and s.superseded is null where s.zone = '339901001'`,
    ],
    [
      '06_园区_投产达产.csv',
      `land_milestone m join land_supply s on s.number = m.contract and s.superseded is null where s.zone = '339901001' and m.event in ('投产', '达产')`,
    ],
    ['14_园区_集约利用评价.csv', `zone_year where zone = '339901001'`],
  ])('hands over its own rows of %s, and those of other zones are put aside', async (file, own) => {
    const report = await handOver(file);
    expect(report.accepted).toBe(await numbersOf(own));
    expect(report.accepted).toBeGreaterThan(0);
    expect(report.issues['ROW_NOT_YOURS']).toBeGreaterThan(0);
    expect(report.accepted + report.quarantined + report.skipped).toBe(report.rows);
  });

  it('hands over nothing of others', async () => {
    const { status, code } = await handIn(server, committee, '/intake', again('10_经信_低效用地认定.csv'), named('x.csv'));
    expect([status, code]).toEqual([403, 'FORBIDDEN']);
    const land = await handIn(server, bureau, '/intake?dryRun=true', again('10_经信_低效用地认定.csv'), named('x.csv'));
    expect(land.answer).toMatchObject([{ dataset: 'land.inefficient', status: 'accepted' }]);
  });
});
