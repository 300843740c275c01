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

/**
 * Whether the totals of a group under a scheme that is not in force would tell a figure of one of its enterprises beside the
 * means under those that are, which without them do not.
 * @param totals those told under the schemes in force
 */
export function meansWouldTell(of: SeenAssessment, group: Group, totals: Totals, beside: BesideTotals): boolean {
  const all = [...totals.keys(), of];
  const [plain, further] = [totals, new Map([...totals, [of, new Set([group])]])].map((told) => hintsByRow(all, beside, { totals: told }));
  const concerned = (row: number) => of.assessment.results[row]?.group === group;
  return [...totals.keys()].some((standing) =>
    meansOf(standing, beside).some(({ id, rule, members }) => {
      const held = standing.assessment.results.flatMap(({ row, group: its, indicators }) => (its === members ? indicators.filter((each) => each.id === id && each.value).map((result) => ({ row, result })) : []));
      if (held.length > MOST_LOOKED_AT || !held.some(({ row }) => concerned(row))) return false;
      const tells = (hintsOf: (row: number) => FigureHints) =>
        pressed(held.map((holder) => {
          const hints = hintsOf(holder.row);
          return besideHints(standing, { ...holder, told: ANYWHERE, tells: () => false }, hints, figuresBeside(hints, hints.ties));
        }), rule);
      return tells(further!) && !tells(plain!);
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
