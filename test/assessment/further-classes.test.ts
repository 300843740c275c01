import { describe, expect, it } from 'vitest';
import { Rational } from '../../src/grading/rational.js';
import { policyDigest } from '../../src/policy/digest.js';
import { countyHub } from '../attack/county-hub.js';
import { SIZES, type Firm } from '../attack/random-county.js';
import { elsewhere } from '../attack/random-method.js';
import { CLASSES, schemeText } from '../grading/scheme-text.js';

/** Firms on 20 mu, of which the first stands just above a threshold of 2000. */
const FIRMS = ['2040', '900', '5000'].map((valueAdded, at): Firm => {
  const amounts = Object.fromEntries(Object.entries({ ...SIZES, 'land.used_area': 20, 'tax.vat_net': 300, 'statistics.value_added': valueAdded }).map(([fact, amount]) => [fact, Rational.from(String(amount))]));
  return { creditCode: `E00${at}`, zone: 'z1', branch: '甲', amounts, facts: { 2024: amounts } };
});
const OFFICER = { role: 'tax_officer' };
/** Class A from 2080 on: ten points are of the tax, which the officer sees. */
const BY_SCORE = 'classes: { by: score, at_least: { A: 114, B: 80, C: 50, D: null } }';

const schemeBy = (id: string, classes = CLASSES, more = '', numerator = 'statistics.value_added') =>
  schemeText(`indicators: [{ id: per_mu, numerator: ${numerator}, denominator: land.used_area, weight: 90, points: { family: ratio, benchmark: 90 }, missing: zero }, { id: tax, numerator: tax.vat_net, denominator: land.used_area, weight: 10, points: { family: ratio, benchmark: 15 }, missing: zero }]\n    total: { decimals: 2 }\n    ${classes}`, more)
    .replace('scheme: synthetic', `scheme: ${id}`)
    .replace(/jurisdiction: \S+/, 'jurisdiction: 某县');
const STANDING = schemeBy('standing', CLASSES, '', 'tax.vat_net');
const treatments = (jurisdiction: string) => [`treatments: t\ntitle: 随机\njurisdiction: ${jurisdiction}\nstatus: example\nsources: [{ document: 示例 }]\nitems:\n  - { id: big, title: 大, kind: CREDIT, text: 有, when: { fact: statistics.value_added, gte: 2000 } }`];

const classesBy = (hub: ReturnType<typeof countyHub>, id: string) => hub.told(OFFICER, `{ assessment(scheme: "${id}", year: 2024) { grades { nodes { enterprise { creditCode } initialClass treatments { id } } } } }`);
interface Node {
  readonly enterprise: { readonly creditCode: string };
  readonly initialClass: string | null;
  readonly treatments: unknown;
}
const byCode = (nodes: readonly Node[]) => [...nodes].sort((a, b) => (a.enterprise.creditCode < b.enterprise.creditCode ? -1 : 1));
const of = (data: { assessment: { grades: { nodes: Node[] } } | null }, field: 'initialClass' | 'treatments') => byCode(data.assessment!.grades.nodes).map((node) => node[field]);

describe('a scheme that is not in force, beside what is told under those that are', () => {
  it('tells no class of whom one of the classes would tell a figure, whichever it is, and all others', async () => {
    const hub = countyHub(FIRMS, [STANDING, elsewhere(schemeBy('other', BY_SCORE))], { treatments: treatments('某县') });
    const { data, withheld } = await classesBy(hub, 'other');
    // Of whom stands far above it may be told as little: it could stand below 2080.
    expect(of(data, 'initialClass')).toEqual([null, 'C', null]);
    expect(withheld).toContain('Grade.initialClass');
    // What is summed up by classes would be another figure without some.
    expect((await hub.told(OFFICER, '{ landTaxYield(scheme: "other", year: 2024) { byClass { key } } }')).data).toEqual({ landTaxYield: null });
    // In force it tells: no treatment is told beside it then.
    const inForce = countyHub(FIRMS, [STANDING, schemeBy('other', BY_SCORE)], { treatments: treatments('某县') });
    expect(of((await classesBy(inForce, 'other')).data, 'initialClass')).toEqual(['B', 'C', 'A']);
    expect(of((await classesBy(inForce, 'other')).data, 'treatments')[0]).toBeNull();
  });

  /** Known by its digest alone, so that no treatment stands back for what it asks. */
  const earlier = async (more: string) => {
    const keptText = schemeBy('standing', CLASSES, more);
    const hub = countyHub(FIRMS, [STANDING], { treatments: treatments('某县'), keptText });
    expect(of((await classesBy(hub, 'standing')).data, 'treatments')).toEqual([[{ id: 't/big' }], [], [{ id: 't/big' }]]);
    const { data } = await hub.told(OFFICER, `{ assessment(scheme: "${policyDigest(Buffer.from(keptText))}", year: 2024) { grades { nodes { enterprise { creditCode } class overrides { id } } } } }`);
    return data.assessment && byCode(data.assessment.grades.nodes as Node[]).map(({ enterprise: _, ...grade }) => grade);
  };
  const near = '{ fact: statistics.value_added, lt: 2080 }';

  it('tells no class and no override where that asks on which side of such a figure it lies', async () => {
    const hidden = { class: null, overrides: null };
    expect(await earlier(`overrides: [{ id: near, title: 门槛, when: ${near}, set: D }]`)).toEqual([hidden, { class: 'D', overrides: [{ id: 'near' }] }, hidden]);
  });

  it('is refused where its states do: no grade can do without', async () => {
    expect(await earlier(`states: [{ state: TEMPORARY, title: 缓评, when: ${near}, scored: true, treated_as: B }]`)).toBeNull();
    expect(await earlier(`states: [{ state: TEMPORARY, title: 缓评, when: ${near.replace('2080', '1000')}, scored: true, treated_as: B }]`)).toHaveLength(3);
  });
});

describe('several schemes that are not in force', () => {
  const hub = () => countyHub(FIRMS, [STANDING, elsewhere(schemeBy('first', CLASSES)), elsewhere(schemeBy('second', BY_SCORE)).replace('他县', '外县')], { treatments: treatments('他县') });

  it('are each told as far as they leave figures open beside those told before, in whatever order they are asked', async () => {
    const one = hub();
    expect(of((await classesBy(one, 'first')).data, 'treatments')[0]).toEqual([{ id: 't/big' }]);
    expect(of((await classesBy(one, 'second')).data, 'initialClass')).toEqual([null, 'C', null]);
    const other = hub();
    expect(of((await classesBy(other, 'second')).data, 'initialClass')).toEqual(['B', 'C', 'A']);
    expect(of((await classesBy(other, 'first')).data, 'treatments')[0]).toBeNull();
  });

  it('are six a year; one that hangs on nothing unseen counts for none', async () => {
    const many = countyHub(FIRMS, [STANDING, ...Array.from({ length: 8 }, (_, at) => elsewhere(schemeBy(`s${at}`))), elsewhere(schemeBy('seen', CLASSES, '', 'tax.vat_net'))]);
    const told = [];
    for (const id of ['s0', 's1', 's2', 's3', 's4', 's5', 's6', 's7', 's0', 'seen', 'standing']) told.push((await classesBy(many, id)).data.assessment !== null);
    expect(told).toEqual([true, true, true, true, true, true, false, false, true, true, true]);
  });
});
