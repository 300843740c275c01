import { Rational } from '../grading/rational.js';
import type { UnitKind } from './dataset.js';
import { foldLabel, foldName } from './fold.js';

/** The units that a header, a note above it or a line may name, and how many of the kind's base unit each is (HANDOVER.md, Header). */
const UNITS: Record<UnitKind, Readonly<Record<string, string>>> = {
  money: { 元: '1', 千元: '1000', 万元: '10000', 百万元: '1000000', 千万元: '10000000', 亿元: '100000000' },
  // The base is 1/3 ㎡, since 1 亩 is 2000/3 ㎡.
  area: {
    ...{ '㎡': '3', 'm²': '3', m2: '3', 平方米: '3', '万㎡': '30000', 万平方米: '30000' },
    ...{ 亩: '2000', 万亩: '20000000', 公顷: '30000', 平方公里: '3000000' },
  },
  electricity: {
    ...{ kWh: '1', 千瓦时: '1', 度: '1', 兆瓦时: '1000', MWh: '1000', 万kWh: '10000', 万千瓦时: '10000', 万度: '10000' },
    ...{ 亿kWh: '100000000', 亿千瓦时: '100000000' },
  },
  mass: { 克: '1', kg: '1000', 千克: '1000', 公斤: '1000', t: '1000000', 吨: '1000000', 万吨: '10000000000' },
  water: { t: '1', 吨: '1', 万吨: '10000', 'm³': '1', m3: '1', 立方米: '1', 万立方米: '10000' },
  energy: {
    ...{ kgce: '1', 千克标煤: '1', tce: '1000', 吨标煤: '1000', 吨标准煤: '1000' },
    ...{ 千吨标煤: '1000000', 万吨标煤: '10000000', 万吨标准煤: '10000000' },
  },
  persons: { 人: '1', 万人: '10000' },
  // The base is a third of 元/亩, since 元/㎡ is 2000/3 元/亩.
  rate: { '元/㎡': '2000', '元/平方米': '2000', '元/亩': '3', '万元/亩': '30000' },
  moneyPerEnergy: { '万元/吨标煤': '1' },
  moneyPerMass: { '万元/吨': '1' },
  moneyPerPerson: { '万元/人': '1' },
  percent: { '%': '10', '‰': '1' },
  years: { 年: '1' },
};
const KINDS = Object.keys(UNITS) as UnitKind[];
const FACTORS = Object.fromEntries(KINDS.map((kind) => [kind, factors(UNITS[kind])])) as Record<UnitKind, ReadonlyMap<string, Rational>>;

/** A word of so many characters that ends as units do is meant as one. */
const LONGEST_UNIT = 6;
const ENDS_AS_A_UNIT = /[元亩米㎡²³顷吨时度人煤%‰]$/;

/** The units of a kind that headers may name. */
export function unitsOf(kind: UnitKind): readonly string[] {
  return Object.keys(UNITS[kind]);
}

/** Whether any kind has a unit of this name, whatever its width, case and white space. */
export function isUnit(name: string): boolean {
  return KINDS.some((kind) => isUnitOf(kind, name));
}

/** Whether a kind has a unit of this name. */
export function isUnitOf(kind: UnitKind, name: string): boolean {
  return FACTORS[kind].has(foldLabel(name));
}

/** Whether a word that may not be listed is meant as a unit (HANDOVER.md, Header). */
export function looksLikeUnit(word: string): boolean {
  const folded = foldName(word);
  return [...folded].length <= LONGEST_UNIT && ENDS_AS_A_UNIT.test(folded);
}

/** A kind that has both units, or undefined. 吨 and 万吨 are the same whether of mass or of water. */
export function commonKind(a: string, b: string): UnitKind | undefined {
  return KINDS.find((kind) => isUnitOf(kind, a) && isUnitOf(kind, b));
}

/** What a value in `from` is multiplied by to be in `to`, exactly. @throws RangeError if the kind lacks one of them. */
export function conversion(kind: UnitKind, from: string, to: string): Rational {
  const [source, target] = [FACTORS[kind].get(foldLabel(from)), FACTORS[kind].get(foldLabel(to))];
  if (!source || !target) throw new RangeError(`${kind} has no unit ${source ? to : from}`);
  return source.over(target);
}

function factors(texts: Readonly<Record<string, string>>): ReadonlyMap<string, Rational> {
  return new Map(Object.entries(texts).map(([name, text]) => [foldLabel(name), Rational.from(text)]));
}
