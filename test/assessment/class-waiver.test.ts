import { expect, it } from 'vitest';
import { SAMPLE_GRANTS, type Grant } from '../../src/access/grants.js';
import { Rational } from '../../src/grading/rational.js';
import { asked, recovered } from '../attack/committee.js';
import { countyHub } from '../attack/county-hub.js';
import { SIZES, type Firm } from '../attack/random-county.js';
import { CLASSES, schemeText } from '../grading/scheme-text.js';

/** Two firms, of which one stands between 110 points by the one scheme and by the other: within 5 %. */
const FIRMS = ['2240', '900'].map((valueAdded, at): Firm => {
  const amounts = Object.fromEntries(Object.entries({ ...SIZES, 'statistics.value_added': valueAdded }).map(([fact, amount]) => [fact, Rational.from(String(amount))]));
  return { creditCode: `E00${at}`, zone: 'z1', branch: '甲', amounts, facts: { 2024: amounts } };
});
const BY_SCORE = 'classes: { by: score, at_least: { A: 110, B: 80, C: 50, D: null } }';
const schemeBy = (id: string, benchmark: number, classes = BY_SCORE, more = '') =>
  schemeText(`indicators: [{ id: va_per_mu, numerator: statistics.value_added, denominator: land.used_area, weight: 100, points: { family: ratio, benchmark: ${benchmark} }, missing: zero }]\n    total: { decimals: 2 }\n    ${classes}`, more).replace('scheme: synthetic', `scheme: ${id}`);

/** The grants that ship, without the word that classes may give figures back. */
const WORDLESS = SAMPLE_GRANTS.map(({ givesBack, ...grant }): Grant => (givesBack && grant.fields.includes('Grade.total') ? { ...grant, givesBack } : grant));
const COMMITTEE = { role: 'zone_committee', zones: ['z1'] };
const EVERYTHING = '{ assessment(scheme: "one", year: 2024) { groups { classes { class count } } breakdown(by: ZONE) { graded } best: grades(filter: { classes: ["A"] }) { nodes { class } } grades { nodes { state initialClass class nextClass { class } overrides { id } treatments { id } } } } }';

it('what classes alone tell is waived by the grant for them, openly', async () => {
  const attack = recovered(FIRMS, await asked(countyHub(FIRMS, [schemeBy('one', 100), schemeBy('two', 104)]), ['z1']));
  expect(attack).toMatchObject({ found: [], wrong: [] });
  expect(attack.waived).toContain('E000 statistics.value_added');
});

it('without that word no class by a score of figures unseen is told, counted or found, and nothing is given back', async () => {
  const hub = countyHub(FIRMS, [schemeBy('one', 100), schemeBy('two', 104)], { grants: WORDLESS });
  expect(recovered(FIRMS, await asked(hub, ['z1']))).toMatchObject({ found: [], waived: [], wrong: [] });
  const { data, withheld } = await hub.told(COMMITTEE, EVERYTHING);
  const grade = { state: 'GRADED', initialClass: null, class: null, nextClass: null, overrides: null, treatments: null };
  expect(data).toEqual({ assessment: { groups: [{ classes: [] }], breakdown: [], best: { nodes: [] }, grades: { nodes: [grade, grade] } } });
  expect(withheld).toEqual(expect.arrayContaining(['Grade.initialClass', 'Grade.class', 'Grade.nextClass', 'Grade.overrides', 'Grade.treatments']));
});

it('classes by ranks need no such word, nor does who sees the figures', async () => {
  const { data } = await countyHub(FIRMS, [schemeBy('one', 100, CLASSES)], { grants: WORDLESS }).told(COMMITTEE, '{ assessment(scheme: "one", year: 2024) { grades { nodes { class } } } }');
  expect(data.assessment.grades.nodes.every((grade: { class: string | null }) => grade.class !== null)).toBe(true);
});

it('a scheme that parts enterprises by figures unseen is not told at all without it', async () => {
  const hub = countyHub(FIRMS, [schemeBy('one', 100, CLASSES, 'states: [{ state: TEMPORARY, title: 缓评, when: { fact: statistics.value_added, lt: 1000 }, scored: true, treated_as: B }]')], { grants: WORDLESS });
  expect((await hub.told(COMMITTEE, EVERYTHING)).data).toEqual({ assessment: null });
});

it('the word counts field by field, and in every zone that the viewer sees', async () => {
  const both = [FIRMS[0]!, { ...FIRMS[1]!, zone: 'z2' }];
  const initial = WORDLESS.map((grant): Grant => ({ ...grant, fields: grant.fields.filter((field) => field !== 'Grade.class') }));
  const elsewhere: readonly Grant[] = [...WORDLESS, { role: 'zone_committee', fields: ['Grade.class'], zones: ['z1'], givesBack: ['statistics'] }];
  for (const grants of [initial, elsewhere]) {
    const { data } = await countyHub(both, [schemeBy('one', 100)], { grants }).told({ ...COMMITTEE, zones: ['z1', 'z2'] }, '{ assessment(scheme: "one", year: 2024) { grades { nodes { initialClass class } } } }');
    expect(data.assessment.grades.nodes).toEqual([{ initialClass: null, class: null }, { initialClass: null, class: null }]);
  }
});

it('nor is a class shown by an amended scheme', async () => {
  const hub = countyHub(FIRMS, [schemeBy('one', 100)], { grants: WORDLESS });
  const { data } = await hub.told(COMMITTEE, '{ whatIf(scheme: "one", year: 2024, amendments: []) { base { groups { classes { count } } } amended { groups { classes { count } } } matrix { from to count } } }');
  const { base, amended, matrix } = data.whatIf as { base: object; amended: object; matrix: readonly { from: string; to: string; count: number | null }[] };
  expect([base, amended]).toEqual([{ groups: [{ classes: [] }] }, { groups: [{ classes: [] }] }]);
  expect(matrix.filter(({ from, to, count }) => (from !== '' || to !== '') && count !== 0)).toEqual([]);
});
