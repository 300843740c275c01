import { Rational } from '../grading/rational.js';
import type { UnitKind } from './dataset.js';

/** The units that a header or a line may name, and how many of the kind's base unit each is (HANDOVER.md, Reading, Units). */
const UNITS: Record<UnitKind, Readonly<Record<string, Rational>>> = {
  money: factors({ 元: '1', 万元: '10000', 亿元: '100000000' }),
  // The base is 1/3 ㎡, since 1 亩 is 2000/3 ㎡.
  area: factors({ '㎡': '3', 平方米: '3', 亩: '2000', 公顷: '30000' }),
  electricity: factors({ kWh: '1', 度: '1', 万kWh: '10000', 万千瓦时: '10000' }),
  mass: factors({ 千克: '1', 吨: '1000', 万吨: '10000000' }),
  water: factors({ 吨: '1', 立方米: '1', 万吨: '10000' }),
  energy: factors({ 吨标煤: '1000', tce: '1000', 千克标煤: '1' }),
  persons: factors({ 人: '1' }),
  rate: factors({ '元/㎡': '1' }),
  percent: factors({ '%': '1' }),
};
const KINDS = Object.keys(UNITS) as UnitKind[];

/** The units of a kind that headers may name. */
export function unitsOf(kind: UnitKind): readonly string[] {
  return Object.keys(UNITS[kind]);
}

/** Whether any kind has a unit of this name (folded, without white space). */
export function isUnit(name: string): boolean {
  return KINDS.some((kind) => isUnitOf(kind, name));
}

/** Whether a kind has a unit of this name. */
export function isUnitOf(kind: UnitKind, name: string): boolean {
  return Object.hasOwn(UNITS[kind], name);
}

/** A kind that has both units, or undefined. 吨 and 万吨 are the same whether of mass or of water. */
export function commonKind(a: string, b: string): UnitKind | undefined {
  return KINDS.find((kind) => isUnitOf(kind, a) && isUnitOf(kind, b));
}

/** What a value in `from` is multiplied by to be in `to`, exactly. @throws RangeError if the kind lacks one of them. */
export function conversion(kind: UnitKind, from: string, to: string): Rational {
  const [source, target] = [UNITS[kind][from], UNITS[kind][to]];
  if (!source || !target) throw new RangeError(`${kind} has no unit ${source ? to : from}`);
  return source.over(target);
}

function factors(texts: Readonly<Record<string, string>>): Readonly<Record<string, Rational>> {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, Rational.from(text)]));
}
