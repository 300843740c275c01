import { describe, expect, it } from 'vitest';
import { receiveAll } from '../../src/intake/receive-all.js';
import { sampleServer, type Answer } from './hub-server.js';

const server = await sampleServer();
const analyst = { role: 'analyst' };
const officer = { role: 'tax_officer' };
const AT = 'scheme: "example-ratio-2024", year: 2024';
const withheld = (answer: Answer) => answer.extensions?.withheld?.map(({ coordinate, reason }) => `${coordinate} ${reason}`) ?? [];
const codes = (answer: Answer) => (answer.errors ?? []).map(({ extensions }) => extensions.code);

interface Finding {
  kind: string;
  unitCode: string | null;
  taxAtStake: string | null;
  taxpayer: { creditCode: string } | null;
  holder: { creditCode: string } | null;
}
interface Sum {
  key: string;
  count: number | null;
  taxAtStake: string | null;
  unknown: number | null;
}
const FINDINGS =
  '{ landTaxFindings(year: 2024, first: 500) { totalCount taxAtStakeTotal nodes { kind unitCode taxAtStake taxpayer { creditCode } holder { creditCode } } } }';
const SUMS =
  '{ landTaxFindings(year: 2024) { totalCount taxAtStakeTotal kind: sums(by: KIND) { key count taxAtStake unknown } town: sums(by: TOWN) { key count taxAtStake unknown } class: sums(by: LAND_CLASS) { key count taxAtStake unknown } } }';
const all = (await server.ask(officer, FINDINGS)).data.landTaxFindings as { totalCount: number; taxAtStakeTotal: string; nodes: Finding[] };

/** What each enterprise adds, by the same rule as SHARING.md says, worked out anew. */
function maySum(findings: readonly Finding[], amount: (finding: Finding) => number, isCount: boolean): boolean {
  const by = new Map<string, number>();
  for (const finding of findings) {
    const code = finding.taxpayer?.creditCode ?? finding.holder?.creditCode;
    if (code !== undefined) by.set(code, (by.get(code) ?? 0) + amount(finding));
  }
  const sizes = [...by.values()].filter((size) => size !== 0).sort((a, b) => b - a);
  if (sizes.length === 0) return true;
  if (sizes.length < 3 || isCount) return sizes.length >= 3;
  return sizes.slice(2).reduce((sum, size) => sum + size, 0) >= sizes[0]! / 10;
}
const passes = (findings: readonly Finding[]) =>
  maySum(findings, () => 1, true) && maySum(findings, ({ taxAtStake }) => Number(taxAtStake), false);

describe('findings for who sees sums alone', () => {
  it('are exact numbers and sums where three and more make them and none rules', async () => {
    const answer = await server.ask(analyst, SUMS);
    expect(answer.errors).toBeUndefined();
    const { landTaxFindings: sums } = answer.data;
    expect([sums.totalCount, sums.taxAtStakeTotal]).toEqual([all.totalCount, all.taxAtStakeTotal]);
    for (const { key, count, taxAtStake } of sums.kind as Sum[]) {
      const its = all.nodes.filter(({ kind }) => kind === key);
      expect([count === null, taxAtStake === null], key).toEqual(passes(its) ? [false, false] : [true, true]);
      if (count !== null) expect(count).toBe(its.length);
    }
    for (const rows of [sums.town, sums.class] as Sum[][]) {
      expect(rows.length).toBeGreaterThan(3);
      expect(rows.reduce((sum, { count }) => sum + count!, 0)).toBe(all.totalCount);
      expect(rows.reduce((sum, { taxAtStake }) => sum + Math.round(Number(taxAtStake) * 100), 0)).toBe(
        Math.round(Number(all.taxAtStakeTotal) * 100),
      );
    }
    expect((await server.ask(analyst, SUMS)).data).toEqual(answer.data);
  });

  it('of towns too few of which have some are merged into 其他, of kinds have no numbers, and the total stays true', async () => {
    const [few, large] = ['339901101', '339901105'];
    const chosen = await sampleServer({
      hub: (hub) => ({
        ...hub,
        findLandTax: async (request) => {
          const found = await hub.findLandTax(request);
          const alone = found.found.find(({ town, kind, taxpayer }) => town === few && kind === 'WRONG_CLASS' && taxpayer !== undefined)!;
          return { ...found, found: found.found.filter((each) => each === alone || (each.town !== few && each.kind !== 'WRONG_CLASS')) };
        },
      }),
    });
    const [sums, whole] = [(await chosen.ask(analyst, SUMS)).data.landTaxFindings, (await chosen.ask(officer, SUMS)).data.landTaxFindings];
    expect(whole.town.find(({ key }: Sum) => key === few)).toMatchObject({ count: 1 });
    const keys = sums.town.map(({ key }: Sum) => key) as string[];
    expect([keys.includes(few), keys.includes(large), keys.at(-1)]).toEqual([false, true, '其他']);
    expect(whole.town.length - sums.town.length).toBeGreaterThanOrEqual(1);
    expect(sums.town.reduce((sum: number, { count }: Sum) => sum + count!, 0)).toBe(whole.totalCount);
    for (const row of sums.town as Sum[]) if (row.key !== '其他') expect(row).toEqual(whole.town.find(({ key }: Sum) => key === row.key));
    expect(sums.kind.find(({ key }: Sum) => key === 'WRONG_CLASS')).toEqual({
      key: 'WRONG_CLASS',
      count: null,
      taxAtStake: null,
      unknown: null,
    });
    const answer = await chosen.ask(analyst, '{ landTaxFindings(year: 2024) { sums(by: KIND) { key count } } }');
    expect(withheld(answer)).toEqual(['FindingSum.taxAtStake SUPPRESSED']);
  });

  it('of two enterprises in all are no number and no sum', async () => {
    const two = await sampleServer({
      hub: (hub) => ({
        ...hub,
        findLandTax: async (request) => {
          const found = await hub.findLandTax(request);
          return {
            ...found,
            found: found.found.filter(({ taxpayer, taxAtStake }) => taxpayer !== undefined && (taxAtStake?.sign ?? 0) > 0).slice(0, 2),
          };
        },
      }),
    });
    const answer = await two.ask(
      analyst,
      '{ landTaxFindings(year: 2024) { totalCount taxAtStakeTotal sums(by: TOWN) { key count taxAtStake unknown } } }',
    );
    expect(answer.errors).toBeUndefined();
    expect(answer.data.landTaxFindings).toMatchObject({ totalCount: null, taxAtStakeTotal: null });
    for (const { count, taxAtStake, unknown } of answer.data.landTaxFindings.sums as Sum[])
      expect([count, taxAtStake, unknown]).toEqual([null, null, null]);
    expect(withheld(answer)).toEqual(
      expect.arrayContaining(['LandTaxFindingConnection.taxAtStakeTotal SUPPRESSED', 'LandTaxFindingConnection.totalCount SUPPRESSED']),
    );
    expect((await two.ask(officer, '{ landTaxFindings(year: 2024) { totalCount } }')).data.landTaxFindings.totalCount).toBe(2);
  });

  it('are no rows, no cursors and no single one by its id', async () => {
    const answer = await server.ask(
      analyst,
      '{ landTaxFindings(year: 2024) { totalCount nodes { id kind } edges { cursor } pageInfo { endCursor startCursor hasNextPage } } }',
    );
    expect(answer.errors).toBeUndefined();
    expect(answer.data.landTaxFindings).toEqual({
      totalCount: all.totalCount,
      nodes: [],
      edges: [],
      pageInfo: { endCursor: null, startCursor: null, hasNextPage: false },
    });
    const { data } = await server.ask(officer, '{ landTaxFindings(year: 2024, first: 1) { nodes { id } } }');
    const guessed = await server.ask(
      analyst,
      `{ node(id: "${data.landTaxFindings.nodes[0].id}") { __typename ... on LandTaxFinding { kind } } landTaxTasks { totalCount } }`,
    );
    expect(guessed.data).toEqual({ node: null, landTaxTasks: null });
    expect(guessed.errors!.map(({ path }) => path)).toEqual([['landTaxTasks']]);
  });

  it.each([
    ['filter: { taxAtStakeAtLeast: "400000" }', 'filter：taxAtStakeAtLeast'],
    ['filter: { kinds: [NOT_REGISTERED] }', 'filter：kinds'],
    ['filter: { towns: ["339901101"] }', 'filter：towns'],
    [`filter: { creditCodes: ["${all.nodes[0]!.taxpayer!.creditCode}"] }`, 'filter：creditCodes'],
    ['orderBy: TAX_AT_STAKE_DESC', 'orderBy：TAX_AT_STAKE_DESC'],
  ])('are not counted for some of them: %s', async (some, named) => {
    const answer = await server.ask(analyst, `{ landTaxFindings(year: 2024, ${some}) { totalCount } }`);
    expect([answer.data, codes(answer)]).toEqual([{ landTaxFindings: null }, ['FORBIDDEN']]);
    expect(answer.errors![0]!.message).toContain(`landTaxFindings（${named}）`);
  });

  it('stay what they are for the tax bureau, which sees each', async () => {
    const answer = await server.ask(
      officer,
      `{ landTaxFindings(year: 2024, filter: { creditCodes: ["${all.nodes[0]!.taxpayer!.creditCode}"], taxAtStakeAtLeast: "1" }) { totalCount edges { cursor } sums(by: TOWN) { key count taxAtStake } } }`,
    );
    expect(answer.errors).toBeUndefined();
    expect(withheld(answer)).toEqual([]);
    expect(answer.data.landTaxFindings.edges).toHaveLength(answer.data.landTaxFindings.totalCount);
    expect(answer.data.landTaxFindings.sums.some(({ count }: { count: number }) => count < 3)).toBe(true);
  });
});

describe('what land brings for who sees sums alone', () => {
  interface Row {
    key: string;
    taxableArea: string | null;
    tax: string | null;
    relief: string | null;
    before: string | null;
    after: string | null;
  }
  const TABLES = `{ landTaxYield(${AT}) { byClass { ...row } byZone { ...row } byIndustry { ...row } potential { enterprises area tax median atMedian more } lowEfficiency { unitCode } } } fragment row on LandTaxPerArea { key taxableArea tax relief before after }`;

  it('is exact where it is given, no rate where its tax or area is not, and no parcel', async () => {
    const [answer, whole] = [await server.ask(analyst, TABLES), await server.ask(officer, TABLES)];
    expect(answer.errors).toBeUndefined();
    const { lowEfficiency, potential, ...tables } = answer.data.landTaxYield as Record<string, Row[]>;
    expect(lowEfficiency).toBeNull();
    expect(withheld(answer)).toEqual(['LowEfficiencyParcel.unitCode NOT_GRANTED', 'LowEfficiencyParcel.unitCode TAX_SECRET']);
    for (const [name, rows] of Object.entries(tables)) {
      expect(rows.filter(({ tax }) => tax !== null).length).toBeGreaterThan(2);
      for (const row of rows) {
        const exact = (whole.data.landTaxYield[name] as Row[]).find(({ key }) => key === row.key)!;
        for (const [field, value] of Object.entries(row)) if (value !== null) expect(value).toBe(exact[field as keyof Row]);
        if (row.tax === null || row.taxableArea === null) expect(row.before).toBeNull();
        if (row.tax === null || row.taxableArea === null || row.relief === null) expect(row.after).toBeNull();
      }
    }
    expect(potential).toEqual(whole.data.landTaxYield.potential);
    expect(withheld(whole)).toEqual([]);
    expect(tables['byIndustry']!.every(({ key }) => key.length <= 2)).toBe(true);
  });
});

describe('the ledger for who sees sums alone', () => {
  it('has no sum of one enterprise, no difference beside it, and no single one', async () => {
    const [first] = all.nodes.flatMap(({ taxpayer }) => taxpayer ?? []);
    const intake = {
      db: server.database.db,
      declared: { eventCodes: new Set<string>(), facts: new Map() },
      actor: 'test',
    };
    const text = `统一社会信用代码,企业名称,年度,季度,报送单位,减免城镇土地使用税（万元）,财政奖补（万元）\n${first!.creditCode},甲,2024,1,税务局,12.5,0`;
    const [report] = await receiveAll(intake, ['x'], async () => ({ fileName: '政策执行.csv', bytes: Buffer.from(text) }));
    expect(report).toMatchObject({ accepted: 1 });
    const LEDGER = `{ policyLedger(${AT}) { lines { quarter measure due reported difference } differences { totalCount edges { cursor node { class } } } } }`;
    const answer = await server.ask(analyst, LEDGER);
    expect(answer.errors).toBeUndefined();
    expect(answer.data.policyLedger.differences).toBeNull();
    const line = (measure: string) =>
      answer.data.policyLedger.lines.find((each: { quarter: number; measure: string }) => each.quarter === 1 && each.measure === measure);
    expect(line('LAND_USE_TAX_RELIEF')).toMatchObject({ due: expect.any(String), reported: null, difference: null });
    expect(withheld(answer)).toContain('PolicyLedgerLine.due SUPPRESSED');
    const whole = await server.ask(officer, LEDGER);
    expect(whole.data.policyLedger.lines.find((each: { measure: string }) => each.measure === 'LAND_USE_TAX_RELIEF').reported).toBe(
      '125000',
    );
    expect(whole.data.policyLedger.differences.totalCount).toBeGreaterThan(0);
  });
});
