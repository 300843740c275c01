import type { Assessed } from '../assessment/assessor.js';
import type { Db } from '../db/db.js';
import { Remembered } from '../db/remembered.js';
import { rowsOf, type Assessment, type EnterpriseResult } from '../grading/assessment.js';
import type { LoadedScheme } from '../policy/registry.js';
import { adjusted, type Adjusting } from './adjusted.js';
import { adjustmentsOf, countingAt } from './adjustments.js';
import type { RoundNow } from './on-round.js';
import type { Round } from './round.js';
import { standingAt, type Standing } from './standing.js';

/** A round's population graded as it stood after one of its events. */
export interface RoundGraded extends Assessed {
  readonly standing: Standing;
  readonly adjustments: readonly Adjusting[];
}

/** What a round is graded with. */
export interface RoundGrading {
  readonly db: Db;
  keptScheme(digest: string): Promise<LoadedScheme>;
  assess(scheme: LoadedScheme, year: number, version: number): Promise<Assessed>;
}

/** Of the rounds at hand and the phases that they are set beside. */
const KEPT = 16;

/** Grades rounds: by their scheme, at V1, with their adjustments, as they stood after any of their events. */
export class RoundGrader {
  readonly #grading: RoundGrading;
  readonly #graded = new Remembered<RoundGraded>(KEPT);

  constructor(grading: RoundGrading) {
    this.#grading = grading;
  }

  /**
   * @param upTo the last event that counts; all unless given
   * @returns undefined before COLLECTING has ended
   */
  async at({ round, events }: RoundNow, upTo?: number): Promise<RoundGraded | undefined> {
    const standing = standingAt(events, upTo);
    const { dataVersion } = standing;
    if (dataVersion === undefined) return undefined;
    return this.#graded.read(`${round.id} ${standing.event}`, async () => {
      const scheme = await this.#grading.keptScheme(round.digest);
      const [assessed, adjustments] = await Promise.all([
        this.#grading.assess(scheme, round.year, dataVersion),
        adjustmentsOf(this.#grading.db, round.id).then((all) => countingAt(all, standing.event)),
      ]);
      return { ...assessed, standing, adjustments, assessment: asInRound(assessed.assessment, round, standing, adjustments) };
    });
  }
}

/** What a round makes of an assessment: its groups alone, with the adjustments that count, and with some enterprises held. */
export function asInRound(
  assessment: Assessment,
  { groups }: Pick<Round, 'groups'>,
  { open, silent }: Pick<Standing, 'open' | 'silent'>,
  adjustments: readonly Adjusting[],
): Assessment {
  return adjusted(ofGroups(assessment, groups), adjustments, new Set([...open.keys(), ...silent]));
}

/** An assessment of some groups alone: members of the others are not evaluated. */
function ofGroups(assessment: Assessment, groups: readonly string[]): Assessment {
  const every = assessment.scheme.groups.map(({ id }) => id);
  if (every.every((id) => groups.includes(id))) return assessment;
  const rows = rowsOf(assessment);
  const isOut = (row: number) => rows.groupOf(row) >= 0 && !groups.includes(every[rows.groupOf(row)]!);
  const result = (row: number) => (isOut(row) ? outOf(rows.result(row)) : rows.result(row));
  return {
    ...assessment,
    groups: assessment.groups.filter(({ id }) => groups.includes(id)),
    results: Array.from({ length: rows.size }, (_, row) => result(row)),
    rows: {
      size: rows.size,
      result,
      groupOf: (row) => (isOut(row) ? -1 : rows.groupOf(row)),
      rankOf: (row) => (isOut(row) ? 0 : rows.rankOf(row)),
      finalOf: (row) => (isOut(row) ? undefined : rows.finalOf(row)),
    },
  };
}

function outOf({ row, creditCode, extrasSum, reweighting, group }: EnterpriseResult): EnterpriseResult {
  return {
    ...{ row, creditCode, extrasSum, reweighting, state: 'NOT_EVALUATED', stateTitle: `${group?.title ?? ''}不在本轮` },
    ...{ group: undefined, indicators: [], extras: [], total: undefined, rank: undefined, rankedOf: undefined },
    ...{ initial: undefined, final: undefined, treatedAs: undefined, overrides: [], lacks: [], unit: undefined, inheritedFrom: undefined },
  };
}
