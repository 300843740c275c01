import type { ClassRule, Group, Indicator } from '../grading/scheme.js';
import { Rational } from '../grading/rational.js';
import type { Field, Section } from './fields.js';
import { parseClasses } from './parse-classes.js';
import { NOBODY, parseCondition } from './parse-condition.js';
import { parseExtra } from './parse-extra.js';
import { mostPoints } from './most-points.js';
import { parseIndicator } from './parse-indicator.js';
import type { SchemeReading } from './scheme-reading.js';

const KEYS = ['id', 'title', 'when', 'rank_within', 'total_weight', 'indicators', 'extras', 'extras_cap', 'total', 'classes', 'names'];
const HUNDRED = Rational.integer(100);

/** Reads a group: who is in it, its indicators, extras, total and classes. */
export function parseGroup(reading: SchemeReading, field: Field): Group | undefined {
  const section = reading.section(field, KEYS);
  if (!section) return undefined;
  const id = reading.must(section, 'id', (name) => reading.text(name));
  const when = reading.leftOpen(section, 'when')
    ? NOBODY
    : reading.must(section, 'when', (condition) => parseCondition(reading, condition, 'facts only'));
  const rankWithin = reading.optional(section, 'rank_within', (list) => reading.list(list)?.flatMap((fact) => reading.fact(fact) ?? []));
  const indicators = reading.leftOpen(section, 'indicators')
    ? []
    : (reading.must(section, 'indicators', (list) => reading.items(list, (item) => parseIndicator(reading, item))) ?? []);
  const totalWeight = reading.optional(section, 'total_weight', (number) => reading.decimal(number)) ?? HUNDRED;
  checkWeights(reading, section, indicators, totalWeight);
  const extras = reading.optional(section, 'extras', (list) => reading.items(list, (item) => parseExtra(reading, item))) ?? [];
  const rankOnly = indicators.some((indicator) => indicator.points?.family === 'rank_only');
  const total = parseTotal(reading, section, rankOnly);
  const classes = parseGroupClasses(reading, section);
  if (rankOnly) checkRankOnly(reading, section, indicators, classes);
  const names = parseNames(reading, section);
  if (id === undefined || !when || !total) return undefined;
  const group: Group = {
    id,
    title: reading.title(section, id),
    when,
    rankWithin: rankWithin ?? [],
    totalWeight,
    indicators,
    extras,
    extrasCap: reading.optional(section, 'extras_cap', (number) => reading.decimal(number)),
    total,
    classes,
    names,
  };
  checkReach(reading, section, group);
  return group;
}

/** A score above the highest possible total, or below the floor of all totals, leaves a class that none can reach. */
function checkReach(reading: SchemeReading, section: Section, group: Group): void {
  const cuts = group.classes?.by === 'score' ? group.classes.atLeast : undefined;
  const most = cuts && mostPoints(group);
  const fields = cuts && writtenCuts(reading, section);
  for (const [index, { class: name, score }] of (cuts ?? []).entries()) {
    const at = fields?.get(name);
    if (!score || !at) continue;
    if (most && score.compare(most) > 0)
      reading.file.doubt(
        at.offset,
        at.path,
        `${name}档要 ${score.toString()} 分，而总分最高只能到 ${most.toString()}（权重、封顶和加分之和），没有企业能进入${name}档`,
      );
    const { floor } = group.total;
    const below = cuts![index + 1];
    if (floor && below && floor.compare(score) >= 0)
      reading.file.doubt(at.offset, at.path, `总分保底 ${floor.toString()}，人人都能进入${name}档，没有企业会落到${below.class}档`);
  }
}

/** The cuts as they stand in the file, right or wrong. */
function writtenCuts(reading: SchemeReading, section: Section): Section | undefined {
  const classes = section.get('classes');
  const whole = classes && reading.isSection(classes) ? reading.section(classes, 'any') : undefined;
  const cuts = whole?.get('upto') ?? whole?.get('at_least');
  return cuts && reading.isSection(cuts) ? reading.section(cuts, 'any') : undefined;
}

/**
 * The weights must add up; where some are not known yet, those that are must leave room. They are looked at as
 * written, so that another slip in an indicator does not hide theirs.
 */
function checkWeights(reading: SchemeReading, section: Section, indicators: readonly Indicator[], total: Rational): void {
  const field = section.get('indicators');
  if (!field || !reading.isList(field)) return;
  const written = (reading.list(field) ?? []).map((item) => weightAsWritten(reading, item));
  const weights = written.flatMap(({ weight }) => weight ?? []);
  const sum = Rational.sum(weights);
  const rankedOnly = weights.length === 0 && indicators.every((indicator) => indicator.points?.family === 'rank_only');
  const fits = weights.length === written.length ? sum.equals(total) : sum.compare(total) <= 0;
  if (rankedOnly || fits) return;
  const names = written.map(({ name, weight }) => `${name} ${weight?.toString() ?? '?'}`).join('，');
  const at = section.get('total_weight') ?? { path: field.path, offset: section.offsetOf('indicators') };
  reading.report(at, `权重合计 ${sum.toString()}，应为 ${total.toString()}：${names}`);
}

function weightAsWritten(reading: SchemeReading, item: Field): { readonly name: string; readonly weight: Rational | undefined } {
  const indicator = reading.isSection(item) ? reading.section(item, 'any') : undefined;
  const name = item.path.slice(item.path.lastIndexOf('/') + 1);
  return { name, weight: indicator && reading.optional(indicator, 'weight', (number) => reading.decimal(number)) };
}

function parseTotal(reading: SchemeReading, section: Section, rankOnly: boolean): Group['total'] | undefined {
  const field = section.get('total');
  if (!field && rankOnly) return { decimals: 0, floor: undefined };
  const total = reading.open(section, 'total', (found) => reading.section(found, ['decimals', 'floor']));
  if (!total) return total === null ? { decimals: null, floor: undefined } : undefined;
  const decimals = reading.open(total, 'decimals', (number) => reading.places(number));
  const floor = reading.optional(total, 'floor', (number) => reading.decimal(number));
  return decimals === undefined ? undefined : { decimals, floor };
}

/** Without `classes` a scheme gives totals and ranks only; an empty one is for partial schemes. */
function parseGroupClasses(reading: SchemeReading, section: Section): ClassRule | undefined {
  const field = section.get('classes');
  if (!field) return undefined;
  if (!reading.isNull(field)) return parseClasses(reading, field);
  if (!reading.partial) reading.report(field, '“classes”不能为空；不分档请删去此键，只有 status: partial 的办法可以留空');
  return undefined;
}

function checkRankOnly(reading: SchemeReading, section: Section, indicators: readonly Indicator[], classes: ClassRule | undefined): void {
  if (indicators.length > 1) reading.report(section.get('indicators')!, 'rank_only 的指标必须是本组唯一的指标');
  if (classes?.by === 'score') reading.report(section.get('classes')!, 'rank_only 没有总分，不能按分数（score）分档');
  if (section.get('extras')) reading.report(section.get('extras')!, 'rank_only 没有总分，不能加减分（extras）');
}

function parseNames(reading: SchemeReading, section: Section): Readonly<Record<string, string>> {
  const field = section.get('names');
  const names = field && !reading.isNull(field) ? reading.section(field, 'any') : undefined;
  if (!names) return {};
  const cuts = writtenCuts(reading, section);
  return Object.fromEntries(
    names.keys.flatMap((name): readonly (readonly [string, string])[] => {
      if (cuts && !cuts.keys.includes(name)) {
        reading.report({ path: `${names.path}/${name}`, offset: names.offsetOf(name) }, `本组没有“${name}”这一档`);
      }
      const title = reading.text(names.get(name)!);
      return title === undefined ? [] : [[name, title]];
    }),
  );
}
