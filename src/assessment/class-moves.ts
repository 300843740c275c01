import { seesZone } from '../access/rows.js';
import type { Viewer } from '../access/viewer.js';
import type { Assessment } from '../grading/assessment.js';
import { compareAssessments, type ClassMove, type Comparison } from '../grading/compare.js';
import type { SeenAssessment, SeenMover, SeenWhatIf } from './seen.js';

/** How many of the enterprises that the viewer may see went from one class to another; '' is no class. */
export function classMoves(whatIf: SeenWhatIf, viewer: Viewer): readonly ClassMove[] {
  return compared(whatIf, viewer).matrix;
}

/** Those of them whose class differs, by credit code. */
export function movers(whatIf: SeenWhatIf, viewer: Viewer): readonly SeenMover[] {
  return compared(whatIf, viewer).movers.map((mover) => ({
    ...{ whatIf, mover },
    record: whatIf.base.records[mover.from.row]!,
  }));
}

function compared({ base, amended }: SeenWhatIf, viewer: Viewer): Comparison {
  return compareAssessments(visible(base, viewer), visible(amended, viewer));
}

function visible({ assessment, records }: SeenAssessment, viewer: Viewer): Assessment {
  return { ...assessment, results: assessment.results.filter(({ row }) => seesZone(viewer, records[row]?.zone)) };
}
