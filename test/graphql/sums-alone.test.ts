import { describe, expect, it } from 'vitest';
import { SAMPLE_GRANTS, type Grant } from '../../src/access/grants.js';
import { versionAt } from '../../src/db/data-version.js';
import { receiveAll } from '../../src/intake/receive-all.js';
import { sampleServer, type Answer } from './hub-server.js';

/** What an analyst is given who is to see sums of findings, of land and of the ledger, and no single one. */
const SUMS: Grant = {
  role: 'analyst',
  fields: ['Query.landTaxFindings', 'LandTaxFindingConnection.sums', 'LandTaxFindingConnection.taxAtStakeTotal', 'FindingSum.*', 'Query.node', 'Query.landTaxTasks']
    .concat('Query.landTaxYield', 'LandTaxYield.*', 'LandTaxPerArea.*', 'LandTaxPotential.*', 'Query.policyLedger', 'PolicyLedger.*', 'PolicyLedgerLine.*'),
};
const WAYS: Grant = { role: 'analyst', acts: ['ORDER', 'AGGREGATE', 'FILTER'], fields: ['LandTaxFinding.*', 'Parcel.landClass'] };
const server = await sampleServer({ grants: [...SAMPLE_GRANTS, SUMS, WAYS] });
const analyst = { role: 'analyst' };
const officer = { role: 'tax_officer' };
const AT = 'scheme: "example-ratio-2024", year: 2024';
const withheld = (answer: Answer) => answer.extensions?.withheld?.map(({ coordinate }) => coordinate) ?? [];

interface Finding { kind: string; unitCode: string | null; taxAtStake: string | null; taxpayer: { creditCode: string } | null; holder: { creditCode: string } | null }
const FINDINGS = '{ landTaxFindings(year: 2024, first: 500) { totalCount taxAtStakeTotal nodes { kind unitCode taxAtStake taxpayer { creditCode } holder { creditCode } } } }';
const all = (await server.ask(officer, FINDINGS)).data.landTaxFindings as { totalCount: number; taxAtStakeTotal: string; nodes: Finding[] };
const partiesOf = (findings: readonly Finding[]) => new Set(findings.map(({ taxpayer, holder }, at) => taxpayer?.creditCode ?? holder?.creditCode ?? `${at}`)).size;

describe('findings for who sees sums alone', () => {
  it('are numbers and sums of three and more, the rest of the whole not told either', async () => {
    const answer = await server.ask(analyst, '{ landTaxFindings(year: 2024) { totalCount taxAtStakeTotal kind: sums(by: KIND) { key count taxAtStake unknown } town: sums(by: TOWN) { key count taxAtStake unknown } class: sums(by: LAND_CLASS) { key count taxAtStake unknown } } }');
    expect(answer.errors).toBeUndefined();
    const { landTaxFindings: told } = answer.data;
    expect([told.totalCount, told.taxAtStakeTotal]).toEqual([all.totalCount, all.taxAtStakeTotal]);
    const kinds = told.kind as { key: string; count: number; taxAtStake: string | null }[];
    for (const { key, count, taxAtStake } of kinds) {
      const its = all.nodes.filter(({ kind }) => kind === key);
      const paying = its.filter((each) => Number(each.taxAtStake) !== 0);
      expect(count).toBe(its.length);
      expect(partiesOf(its)).toBeGreaterThanOrEqual(3);
      if (paying.length > 0 && partiesOf(paying) < 3) expect(taxAtStake).toBeNull();
    }
    const left = all.nodes.filter(({ kind }) => !kinds.some(({ key }) => key === kind));
    if (left.length > 0) expect(partiesOf(left)).toBeGreaterThanOrEqual(3);
    expect(kinds.length).toBeGreaterThan(4);
    for (const rows of [told.town, told.class]) expect(rows.length).toBeGreaterThan(3);
    if (kinds.some(({ taxAtStake }) => taxAtStake === null)) expect(withheld(answer)).toContain('FindingSum.taxAtStake');
  });

  it('are no rows, no cursors and no single one by its id', async () => {
    const answer = await server.ask(analyst, '{ landTaxFindings(year: 2024) { nodes { id kind } edges { cursor } pageInfo { endCursor startCursor hasNextPage } } }');
    expect(answer.errors).toBeUndefined();
    expect(answer.data.landTaxFindings).toEqual({ nodes: [], edges: [], pageInfo: { endCursor: null, startCursor: null, hasNextPage: false } });
    expect(withheld(answer)).toEqual(['LandTaxFindingConnection.edges', 'LandTaxFindingConnection.nodes']);
    const { data } = await server.ask(officer, '{ landTaxFindings(year: 2024, first: 1) { nodes { id } pageInfo { endCursor } } }');
    const [{ id }] = data.landTaxFindings.nodes as [{ id: string }];
    const guessed = await server.ask(analyst, `{ node(id: "${id}") { __typename } landTaxFindings(year: 2024, after: "${data.landTaxFindings.pageInfo.endCursor}") { edges { cursor } } landTaxTasks { totalCount } }`);
    expect(guessed.errors).toBeUndefined();
    expect(guessed.data).toEqual({ node: null, landTaxFindings: { edges: [] }, landTaxTasks: null });
  });

  it.each(['filter: { taxAtStakeAtLeast: "400000" }', 'filter: { kinds: [NOT_REGISTERED] }', 'filter: { towns: ["339901101"], landClasses: ["1级"] }', `filter: { creditCodes: ["${all.nodes[0]!.taxpayer!.creditCode}"] }`, 'filter: { statuses: [OPEN, PUSHED] }', 'scheme: "example-ratio-2024"', 'asOf: "EARLIER"'])('are not told of some of them: %s', async (some) => {
    const earlier = new Date(Date.now() - 1).toISOString();
    // A version that is not today's; the sample county came in by several.
    const { rows } = await server.database.pool.query('select max(at) - interval \'1 millisecond\' as at from data_version');
    const args = some.replace('EARLIER', (rows[0]?.at as Date | undefined)?.toISOString() ?? earlier);
    const answer = await server.ask(analyst, `{ landTaxFindings(year: 2024, ${args}) { totalCount taxAtStakeTotal sums(by: KIND) { count } } }`);
    expect(answer.errors).toBeUndefined();
    expect(answer.data.landTaxFindings).toEqual({ totalCount: null, taxAtStakeTotal: null, sums: null });
    expect(withheld(answer)).toEqual(['LandTaxFindingConnection.sums', 'LandTaxFindingConnection.taxAtStakeTotal', 'LandTaxFindingConnection.totalCount']);
  });

  it('stay what they are for the tax bureau, which sees each', async () => {
    const answer = await server.ask(officer, `{ landTaxFindings(year: 2024, filter: { creditCodes: ["${all.nodes[0]!.taxpayer!.creditCode}"], taxAtStakeAtLeast: "1" }) { totalCount edges { cursor } sums(by: TOWN) { key count taxAtStake } } }`);
    expect(answer.errors).toBeUndefined();
    expect(withheld(answer)).toEqual([]);
    expect(answer.data.landTaxFindings.edges).toHaveLength(answer.data.landTaxFindings.totalCount);
    expect(answer.data.landTaxFindings.sums.some(({ count }: { count: number }) => count < 3)).toBe(true);
  });
});

describe('what land brings for who sees sums alone', () => {
  interface Row { key: string; taxableArea: string | null; tax: string | null; relief: string | null; before: string | null; after: string | null }
  const TABLES = `{ landTaxYield(${AT}) { byClass { ...row } byZone { ...row } byIndustry { ...row } potential { enterprises area tax median atMedian more } lowEfficiency { __typename } } } fragment row on LandTaxPerArea { key taxableArea tax relief before after }`;

  it('is told of three and more, and no rate where its tax or area is not', async () => {
    const [answer, whole] = [await server.ask(analyst, TABLES), await server.ask(officer, TABLES)];
    expect(answer.errors).toBeUndefined();
    const { byClass, byZone, byIndustry, potential, lowEfficiency } = answer.data.landTaxYield as Record<string, Row[]> & { potential: Record<string, string | null> };
    expect(lowEfficiency).toBeNull();
    expect(withheld(answer)).toEqual(expect.arrayContaining(['LandTaxPerArea.tax', 'LandTaxPerArea.before', 'LandTaxPerArea.after', 'LandTaxYield.lowEfficiency']));
    expect(byClass!.filter(({ tax }) => tax !== null).length).toBeGreaterThan(2);
    expect(byZone!.map(({ tax }) => tax)).toEqual(expect.arrayContaining([expect.any(String)]));
    for (const row of [...byClass!, ...byZone!, ...byIndustry!]) {
      if (row.tax === null || row.taxableArea === null) expect(row.before).toBeNull();
      if (row.tax === null || row.taxableArea === null || row.relief === null) expect(row.after).toBeNull();
    }
    const version = await versionAt(server.database.db);
    const directory = await server.hub.readers.enterprises.directory(version);
    const payers = new Map<string, Set<string>>();
    for (const { taxpayer } of await server.hub.readers.tax.landSources.all(version)) {
      const industry = taxpayer === undefined ? undefined : (directory.get(taxpayer)?.industry ?? '');
      if (industry !== undefined) payers.set(industry, (payers.get(industry) ?? new Set()).add(taxpayer!));
    }
    const told = byIndustry!.filter(({ tax, taxableArea, relief }) => tax !== null || taxableArea !== null || relief !== null);
    expect(told.length).toBeLessThan(whole.data.landTaxYield.byIndustry.length);
    for (const { key } of told) expect(payers.get(key)?.size ?? 0, key).toBeGreaterThanOrEqual(3);
    if (potential.median === null) expect([potential.atMedian, potential.more]).toEqual([null, null]);
    expect(withheld(whole)).toEqual([]);
  });

  it('is on record as told, beside the relief of a what-if', async () => {
    const { rows } = await server.database.pool.query(`select what, count(*)::int as lines from told_sum group by what`);
    const lines = new Map(rows.map(({ what, lines: number }) => [what as string, number as number]));
    expect(lines.get('LAND_USE_TAX 2024')).toBeGreaterThan(5);
    expect(lines.get('taxable area 2024')).toBeGreaterThan(3);
    expect(lines.get('findings 2024')).toBeGreaterThan(3);
  });
});

describe('the ledger for who sees sums alone', () => {
  it('is told of three and more, the difference where both are, and no single one', async () => {
    const [first] = all.nodes.flatMap(({ taxpayer }) => taxpayer ?? []);
    const intake = { db: server.database.db, declared: { eventCodes: new Set<string>(), facts: new Map() }, maxFileBytes: 1 << 20, actor: 'test' };
    const text = `统一社会信用代码,企业名称,年度,季度,报送单位,减免城镇土地使用税（万元）,财政奖补（万元）\n${first!.creditCode},甲,2024,1,税务局,12.5,0`;
    const [report] = await receiveAll(intake, ['x'], async () => ({ fileName: '政策执行.csv', bytes: Buffer.from(text) }));
    expect(report).toMatchObject({ accepted: 1 });
    const LEDGER = `{ policyLedger(${AT}) { lines { quarter measure due reported difference } differences { totalCount edges { cursor } } } }`;
    const answer = await server.ask(analyst, LEDGER);
    expect(answer.errors).toBeUndefined();
    expect(answer.data.policyLedger.differences).toBeNull();
    const line = (measure: string) => answer.data.policyLedger.lines.find((each: { quarter: number; measure: string }) => each.quarter === 1 && each.measure === measure);
    expect(line('LAND_USE_TAX_RELIEF')).toMatchObject({ reported: null, difference: null });
    expect(line('SUBSIDY')).toMatchObject({ reported: null, difference: null });
    expect(withheld(answer)).toEqual(expect.arrayContaining(['PolicyLedger.differences', 'PolicyLedgerLine.reported', 'PolicyLedgerLine.difference']));
    const whole = await server.ask(officer, LEDGER);
    expect(whole.data.policyLedger.lines.find((each: { measure: string }) => each.measure === 'LAND_USE_TAX_RELIEF').reported).toBe('125000');
    expect(answer.data.policyLedger.lines.some(({ due }: { due: string | null }) => due !== null)).toBe(true);
  });
});

it('where what was told cannot be written, sums are withheld and all else is answered', async () => {
  await server.database.pool.query('alter table told_sum rename to told_sum_away');
  try {
    const { data, errors } = await server.ask(analyst, '{ landTaxFindings(year: 2023) { totalCount taxAtStakeTotal } assessment(scheme: "example-ratio-2024", year: 2024) { year } }');
    expect(data.landTaxFindings.taxAtStakeTotal).toBeNull();
    expect(errors!.map(({ extensions }) => extensions.code)).toEqual(['SOURCE_UNAVAILABLE']);
    expect(data.assessment).toEqual({ year: 2024 });
  } finally {
    await server.database.pool.query('alter table told_sum_away rename to told_sum');
  }
});
