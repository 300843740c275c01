import fc from 'fast-check';
import { INDICATORS, SIZES } from './random-county.js';

/** Where thresholds stand, as shares of what is usual: some beside the edges of a band, some beside each other. */
const SHARES = [0.3, 0.47, 0.5, 0.56, 0.8, 0.88, 0.92, 1, 1.04, 1.12, 1.25, 1.9, 2.05, 2.4];
const WITHHELD = ['tax.vat_net', 'statistics.value_added', 'statistics.energy', 'statistics.revenue', 'utilities.electricity', 'emissions.equivalent'];

const share = fc.constantFrom(...SHARES);
const sign = fc.constantFrom('gt', 'gte', 'lt', 'lte');

/** A scheme with an override or a state that asks where a figure stands. Several of its own may leave a figure no room: that the grant for classes waives. */
export function withThreshold(texts: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const effect = fc.constantFrom('shift: -1', 'worst: B', 'best: C', 'set: D');
  const onIndicator = fc.record({ at: fc.nat(), sign, share, effect });
  const onFact = fc.record({ fact: fc.constantFrom(...WITHHELD), sign, share });
  const overridden = fc.tuple(texts, onIndicator).map(([text, { at, sign: test, share: of, effect: its }]) => {
    const named = [...text.matchAll(/- \{ id: (\w+).*/g)].flatMap(([line, id]) => (INDICATORS[id!] && !line.includes('growth') ? [id!] : []));
    const id = named[at % named.length];
    if (id === undefined) return text;
    return withOverride(text, `{ indicator: ${id}, ${test}: ${(INDICATORS[id]![2] * of).toFixed(4)} }, ${its}`);
  });
  return fc.oneof(
    overridden,
    fc.tuple(texts, onFact, effect).map(([text, fact, its]) => withOverride(text, `${condition(fact)}, ${its}`)),
    fc.tuple(texts, onFact).map(([text, fact]) => text.replace('groups:', ['states:', `  - { state: TEMPORARY, title: 缓评, when: ${condition(fact)}, scored: true, treated_as: B }`, 'groups:'].join('\n'))),
  );
}

function withOverride(text: string, rule: string): string {
  return [text, 'overrides:', `  - { id: threshold, title: 门槛, when: ${rule} }`].join('\n');
}

/** A file of treatments: what follows from standing on one side of a figure, and a veto by one. */
export function treatmentTexts(): fc.Arbitrary<string> {
  const item = fc.record({ fact: fc.constantFrom(...WITHHELD), sign, share });
  return fc.tuple(fc.array(item, { minLength: 1, maxLength: 4 }), fc.option(item)).map(([items, veto]) =>
    [
      ...['treatments: random', 'title: 随机', 'jurisdiction: 某县', 'status: example', 'sources: [{ document: 示例 }]', 'items:'],
      ...items.map((each, at) => `  - { id: item-${at}, title: 项${at}, kind: CREDIT, text: 有, when: ${condition(each)} }`),
      ...(veto ? ['  - { id: grant, title: 奖, kind: SUBSIDY, text: 有 }', `  - { id: gate, title: 否, kind: OTHER, text: 无, vetoes: [SUBSIDY], when: ${condition(veto)} }`] : []),
    ].join('\n'),
  );
}

function condition({ fact, sign: test, share: of }: { fact: string; sign: string; share: number }): string {
  return `{ fact: ${fact}, ${test}: ${(SIZES[fact]! * of).toFixed(3)} }`;
}
