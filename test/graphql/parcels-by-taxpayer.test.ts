import { describe, expect, it } from 'vitest';
import { nodeId } from '../../src/graphql/node-id.js';
import { freshDatabase } from '../database/fresh-database.js';
import { sampleServer, shippedGrants } from './hub-server.js';
import { grantedFile } from './granted-files.js';

const TODAY = '2026-12-01';
const committee = (zone: string) => ({ role: 'zone_committee', zones: [zone] });
const database = await freshDatabase('sample_hub');
const { rows: firms } = await database.pool.query<{ code: string; zone: string; town: string }>(
  'select credit_code as code, zone, town from enterprise where superseded is null and registered and zone is not null and town is not null order by 1',
);
const ZONES = [...new Set(firms.map(({ zone }) => zone))].sort();
const SOLE = `select left(unit_code, 19) as parcel, min(unit_code) as unit, min(holder_id) as holder, min(town) as town
  from land_parcel where superseded is null group by 1 having count(*) = 1`;
const TAXED = `select left(unit_code, 19) as parcel, min(source_id) as source from tax_land_source
  where superseded is null and (start_date is null or start_date <= '${TODAY}') and (end_date is null or end_date > '${TODAY}')
  group by 1 having count(*) = 1`;
const { rows: units } = await database.pool.query<{ unit: string; source: string; holder: string | null; town: string | null }>(
  `select unit, source, holder, town from (${SOLE}) as title join (${TAXED}) as source using (parcel) order by unit`,
);
const paidBy = (source: string, taxpayer: string) =>
  database.pool.query('update tax_land_source set taxpayer_id = $2 where source_id = $1 and superseded is null', [source, taxpayer]);

/** A parcel of one holder, for which an enterprise of another zone and town pays. */
const ofTwo = units.find(({ holder }) => firms.some(({ code }) => code === holder))!;
const holder = firms.find(({ code }) => code === ofTwo.holder)!;
const taxpayer = firms.find(({ zone, town }) => zone !== holder.zone && town !== holder.town)!;
await paidBy(ofTwo.source, taxpayer.code);
/** A parcel of no known holder, for which an enterprise of another town than that of its row pays. */
const ofTaxpayer = units.find(({ unit, town }) => unit !== ofTwo.unit && town !== null)!;
await database.pool.query("update land_parcel set holder_id = '无此企业' where unit_code = $1", [ofTaxpayer.unit]);
const stranger = firms.find(({ town }) => town !== ofTaxpayer.town)!;
await paidBy(ofTaxpayer.source, stranger.code);
const server = await sampleServer({ database });

describe('a parcel', () => {
  const PARCEL = `{
    parcel(unitCode: "${ofTwo.unit}") { unitCode area landClass holderName holder { creditCode } }
    parcels(filter: { unitCodes: ["${ofTwo.unit}"] }) { totalCount nodes { unitCode holderName } }
    node(id: "${nodeId('Parcel', ofTwo.unit)}") { id ... on Parcel { holderName } }
  }`;

  it('is there for whoever may see its holder', async () => {
    const { data, errors } = await server.ask(committee(holder.zone), PARCEL);
    expect(errors).toBeUndefined();
    expect(data.parcel).toMatchObject({ unitCode: ofTwo.unit, holder: { creditCode: holder.code } });
    expect(data.parcels.totalCount).toBe(1);
  });

  it('is there for whoever may see its taxpayer, without its holder, who is the other party', async () => {
    const { data, errors } = await server.ask(committee(taxpayer.zone), PARCEL);
    expect(errors).toBeUndefined();
    expect(data.parcel).toMatchObject({ unitCode: ofTwo.unit, holderName: null, holder: null });
    expect(data.parcel.area).toMatch(/^\d/);
    expect(data.parcels).toEqual({ totalCount: 1, nodes: [{ unitCode: ofTwo.unit, holderName: null }] });
    expect(data.node).toEqual({ id: nodeId('Parcel', ofTwo.unit), holderName: null });
  });

  it('is there for nobody else', async () => {
    for (const zone of ZONES.filter((each) => each !== holder.zone && each !== taxpayer.zone))
      expect((await server.ask(committee(zone), PARCEL)).data).toEqual({
        parcel: null,
        parcels: { totalCount: 0, nodes: [] },
        node: null,
      });
  });

  it('is there for the enterprise that pays its tax', async () => {
    const { data } = await server.ask({ role: 'enterprise', creditCode: taxpayer.code }, PARCEL);
    expect(data.parcel).toMatchObject({ unitCode: ofTwo.unit, holder: null });
  });

  it('without a known holder is of the town of its taxpayer, not of that in its own row', async () => {
    const asTown = async (town: string) =>
      (await server.ask({ role: 'town', towns: [town] }, `{ parcel(unitCode: "${ofTaxpayer.unit}") { unitCode holder { creditCode } } }`))
        .data.parcel as unknown;
    expect(await asTown(ofTaxpayer.town!)).toBeNull();
    expect(await asTown(stranger.town)).toEqual({ unitCode: ofTaxpayer.unit, holder: null });
  });
});

describe('a land-tax source', () => {
  const withTax = grantedFile({ to: { role: 'zone_committee' }, what: ['records:tax'], rows: 'own_zones', givenBy: ['tax'] });
  const SOURCES = `{ parcel(unitCode: "${ofTwo.unit}") { unitCode taxSources { sourceId taxpayer { creditCode } annualTax } } }`;

  it('is its taxpayer’s, whoever holds the parcel', async () => {
    const granting = await sampleServer({ database, grantFiles: [...shippedGrants(), withTax] });
    const its = await granting.ask(committee(taxpayer.zone), SOURCES);
    expect(its.errors).toBeUndefined();
    expect(its.data.parcel.taxSources).toMatchObject([{ sourceId: ofTwo.source, taxpayer: { creditCode: taxpayer.code } }]);
    const holders = await granting.ask(committee(holder.zone), SOURCES);
    expect(holders.data.parcel).toEqual({ unitCode: ofTwo.unit, taxSources: [] });
  });

  it('is given by a grant for the zone of its taxpayer, not of its holder', async () => {
    const of = async (zone: string) => {
      const zoned = grantedFile({
        to: { role: 'department', department: 'land' },
        what: ['records:tax'],
        rows: { zones: [zone] },
        givenBy: ['tax'],
      });
      const granting = await sampleServer({ database, grantFiles: [...shippedGrants(), zoned] });
      return (await granting.ask({ role: 'department', department: 'land' }, SOURCES)).data.parcel.taxSources as { sourceId: string }[];
    };
    expect(await of(holder.zone)).toEqual([]);
    expect(await of(taxpayer.zone)).toMatchObject([{ sourceId: ofTwo.source }]);
  });
});

describe('a grant for some zones', () => {
  const emissions = { role: 'department', department: 'emissions' };
  const grant = (what: string[], zone: string) =>
    grantedFile({
      to: { role: 'department', department: 'emissions' },
      what,
      rows: { zones: [zone] },
      acts: ['READ', 'DERIVE', 'AGGREGATE'],
    });

  it('gives the parcels of their holders and taxpayers', async () => {
    const { zone } = taxpayer;
    const granting = await sampleServer({ database, grantFiles: [...shippedGrants(), grant(['Parcel.*'], zone)] });
    const codes = async (asker: object, at = granting) =>
      (await at.ask(asker as typeof emissions, '{ parcels(first: 500) { totalCount nodes { unitCode area } } }')).data.parcels.nodes.map(
        ({ unitCode }: { unitCode: string }) => unitCode,
      ) as string[];
    const its = await codes(emissions);
    expect(its).toContain(ofTwo.unit);
    expect(its).toEqual(await codes(committee(zone), server));
  });

  it('gives the findings of their holders and taxpayers, and of no others', async () => {
    const { zone } = taxpayer;
    const granting = await sampleServer({
      database,
      grantFiles: [...shippedGrants(), grant(['LandTaxFinding.*', 'LandTaxFindingConnection.*'], zone)],
    });
    const QUERY =
      '{ landTaxFindings(year: 2024, first: 500, orderBy: UNIT_CODE_ASC) { totalCount nodes { id kind unitCode holder { zone } taxpayer { zone } } } }';
    const officer = await server.ask({ role: 'tax_officer' }, QUERY);
    const of = officer.data.landTaxFindings.nodes as { id: string; holder: { zone: string } | null; taxpayer: { zone: string } | null }[];
    const unordered = QUERY.replace(', orderBy: UNIT_CODE_ASC', '');
    const { data, errors } = await granting.ask(emissions, unordered);
    expect(errors).toBeUndefined();
    const wanted = of.filter(({ holder, taxpayer }) => holder?.zone === zone || taxpayer?.zone === zone).map(({ id }) => id);
    expect(wanted.length).toBeGreaterThan(0);
    const got = (data.landTaxFindings.nodes as { id: string }[]).map(({ id }) => id);
    expect(officer.data.landTaxFindings.totalCount).toBeLessThanOrEqual(500);
    expect([...got].sort()).toEqual([...wanted].sort());
    const foreign = of.find(({ id }) => !wanted.includes(id))!.id;
    const byId = async (id: string) => (await granting.ask(emissions, `{ node(id: "${id}") { id } }`)).data.node as unknown;
    expect([await byId(wanted[0]!), await byId(foreign)]).toEqual([{ id: wanted[0] }, null]);
  });
});

describe('of a parcel of which the area alone is granted', () => {
  const emissions = { role: 'department', department: 'emissions' };
  const ofArea = grantedFile({ to: { role: 'department', department: 'emissions' }, what: ['Parcel.area'] });
  const id = nodeId('Parcel', ofTwo.unit);

  it.each([`node(id: "${id}")`, `parcel(unitCode: "${ofTwo.unit}")`])('%s is null with what lacks, and no error', async (field) => {
    const granting = await sampleServer({ database, grantFiles: [...shippedGrants(), ofArea] });
    const { data, errors, extensions } = await granting.ask(emissions, `{ it: ${field} { ... on Parcel { id unitCode area } } }`);
    expect([data, errors]).toEqual([{ it: null }, undefined]);
    expect(extensions!.withheld!.map(({ coordinate, department, reason }) => [coordinate, department, reason])).toEqual([
      ['Parcel.id', 'land', 'NOT_GRANTED'],
      ['Parcel.unitCode', 'land', 'NOT_GRANTED'],
    ]);
    const alone = await granting.ask(emissions, `{ it: ${field} { ... on Parcel { area landClass } } }`);
    expect(alone.data.it).toMatchObject({ area: expect.stringMatching(/^\d/) as string, landClass: null });
  });
});
