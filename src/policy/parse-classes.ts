import type { ClassRule } from '../grading/scheme.js';
import { Rational } from '../grading/rational.js';
import type { Field, Section } from './fields.js';
import type { SchemeReading } from './scheme-reading.js';

/** Reads how classes are cut (SCHEME.md, Ranks and classes), from the best to the last. */
export function parseClasses(reading: SchemeReading, field: Field): ClassRule | undefined {
  const whole = reading.section(field, 'any');
  const by = whole && reading.must(whole, 'by', (name) => reading.oneOf(name, ['rank_share', 'score']));
  const section = by && reading.section(field, by === 'score' ? ['by', 'at_least'] : ['by', 'upto', 'limit', 'base', 'ties']);
  if (!section) return undefined;
  if (by === 'score') {
    const atLeast = reading.open(section, 'at_least', (cuts) => parseScores(reading, cuts));
    return atLeast === undefined ? undefined : { by, atLeast };
  }
  const upto = reading.open(section, 'upto', (cuts) => parseShares(reading, cuts));
  if (upto === undefined) return undefined;
  return {
    by,
    upto,
    limit: reading.optional(section, 'limit', (name) => reading.oneOf(name, ['floor', 'half_up', 'ceil'])) ?? 'floor',
    base: reading.optional(section, 'base', (name) => reading.oneOf(name, ['ranked', 'group'])) ?? 'ranked',
    ties: reading.optional(section, 'ties', (name) => reading.oneOf(name, ['better', 'worse'])) ?? 'better',
  };
}

type Shares = NonNullable<Extract<ClassRule, { by: 'rank_share' }>['upto']>;
type Scores = NonNullable<Extract<ClassRule, { by: 'score' }>['atLeast']>;

/** Cumulative shares must rise from above 0 to exactly 100 %. */
function parseShares(reading: SchemeReading, field: Field): Shares | undefined {
  const section = cuts(reading, field);
  if (!section) return undefined;
  let above = Rational.ZERO;
  const shares = section.keys.flatMap((name): Shares => {
    const share = reading.open(section, name, (value) => reading.share(value));
    if (!share) return share === null ? [{ class: name, share }] : [];
    if (share.compare(above) <= 0) {
      const why = share.equals(above)
        ? `与上一档相同（${percent(share)}），没有企业能进入${name}档`
        : `低于上一档（${percent(above)}）；各档是从最好一档起的累计比例`;
      reading.report(section.get(name)!, `${name}档的比例 ${percent(share)} ${why}`);
    }
    if (share.compare(Rational.ONE) > 0) reading.report(section.get(name)!, `${name}档的累计比例 ${percent(share)} 超过 100%`);
    above = share;
    return [{ class: name, share }];
  });
  const last = shares[shares.length - 1];
  if (last?.share && last.share.compare(Rational.ONE) < 0) {
    reading.report(section.get(last.class)!, `最后一档${last.class}的累计比例应为 100%，这里是 ${percent(last.share)}，余下的企业没有档`);
  }
  return shares;
}

/** Scores must fall; the last class takes the rest. */
function parseScores(reading: SchemeReading, field: Field): Scores | undefined {
  const section = cuts(reading, field);
  if (!section) return undefined;
  let above: Rational | undefined;
  return section.keys.flatMap((name, index): Scores => {
    const value = section.get(name)!;
    if (index === section.keys.length - 1) {
      if (!reading.isNull(value)) reading.report(value, `最后一档${name}应写 null（其余都归入此档），否则低于它的企业没有档`);
      return [{ class: name, score: undefined }];
    }
    const score = reading.open(section, name, (number) => reading.decimal(number));
    if (!score) return score === null ? [{ class: name, score }] : [];
    if (above && score.compare(above) >= 0) {
      reading.report(value, `${name}档的分数 ${score.toString()} 不低于上一档（${above.toString()}），没有企业能进入${name}档`);
    }
    above = score;
    return [{ class: name, score }];
  });
}

function cuts(reading: SchemeReading, field: Field): Section | undefined {
  const section = reading.section(field, 'any');
  if (!section) return undefined;
  if (section.keys.length === 0) return reading.report(field, '没有写任何一档');
  for (const name of section.keys) reading.classes.add(name);
  return section;
}

function percent(share: Rational): string {
  return `${share.times(Rational.integer(100)).toString()}%`;
}
