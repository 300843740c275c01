import { ANYWHERE } from '../access/span.js';
import type { Group } from '../grading/scheme.js';
import { isSeen } from './figure-behind.js';
import { hintsByRow, type FigureHints } from './figure-hints.js';
import { figuresBeside } from './figures-beside.js';
import type { BesideTotals } from './groups-given-away.js';
import { besideHints, MOST_LOOKED_AT, pressed, type ComputedRule } from './mean-room.js';
import { meanRule } from './means-beside.js';
import type { SeenAssessment } from './seen.js';
import { seesOf } from './sight.js';

/** The groups of each assessment whose totals are told. */
type Totals = ReadonlyMap<SeenAssessment, ReadonlySet<Group>>;

/** What is told of a row. */
type HintsOf = (row: number) => FigureHints;

/**
 * Whether the totals of a group under a scheme that is not in force would tell a figure of one of its enterprises beside the
 * means under those told before, which without them do not.
 * @param told the groups whose totals are told together with it
 * @param totals those told before
 */
export function meansWouldTell(of: SeenAssessment, { group, told }: { readonly group: Group; readonly told: ReadonlySet<Group> }, totals: Totals, beside: BesideTotals): boolean {
  const all = [...totals.keys(), of];
  const [plain, further] = [totals, new Map([...totals, [of, told]])].map((its) => hintsByRow(all, beside, { totals: its }));
  return holdersTold([...totals.keys()], plain!, further!, beside).some((rows) => rows.some((row) => of.assessment.results[row]?.group === group));
}

/** The holders of each mean that tells a figure of one of them beside what is told further, and does not beside what is told before. */
export function holdersTold(before: readonly SeenAssessment[], plain: HintsOf, further: HintsOf, beside: BesideTotals): readonly (readonly number[])[] {
  return before.flatMap((of) =>
    meansOf(of, beside).flatMap(({ id, rule, members }) => {
      const held = of.assessment.results.flatMap(({ row, group, indicators }) => (group === members ? indicators.filter((each) => each.id === id && each.value).map((result) => ({ row, result })) : []));
      if (held.length > MOST_LOOKED_AT) return [];
      const tells = (hintsOf: HintsOf) =>
        pressed(held.map((holder) => {
          const hints = hintsOf(holder.row);
          return besideHints(of, { ...holder, told: ANYWHERE, tells: () => false }, hints, figuresBeside(hints, hints.ties));
        }), rule);
      return tells(further) && !tells(plain) ? [held.map(({ row }) => row)] : [];
    }),
  );
}

interface Mean {
  readonly id: string;
  readonly rule: ComputedRule;
  readonly members: Group;
}

/** The means of a scheme that are of figures unseen. */
function meansOf(of: SeenAssessment, beside: BesideTotals): readonly Mean[] {
  return of.assessment.scheme.groups.flatMap((members) =>
    members.indicators.flatMap((indicator): Mean[] => {
      const rule = meanRule(indicator);
      return rule && !isSeen(of, indicator, seesOf(beside)) ? [{ id: indicator.id, rule, members }] : [];
    }),
  );
}
