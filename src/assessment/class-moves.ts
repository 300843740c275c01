import type { Viewer } from '../access/viewer.js';
import type { Assessment } from '../grading/assessment.js';
import { compareAssessments, type ClassMove, type Comparison } from '../grading/compare.js';
import type { SeenAssessment, SeenMover, SeenWhatIf } from './seen.js';
import { thereFor } from './there.js';

/** How many of the enterprises that the viewer may see went from one class to another; '' is no class. */
export function classMoves(whatIf: SeenWhatIf, viewer: Viewer): readonly ClassMove[] {
  return compared(whatIf, viewer).matrix;
}

/** Those of them whose class differs, by credit code. */
export function movers(whatIf: SeenWhatIf, viewer: Viewer): readonly SeenMover[] {
  return compared(whatIf, viewer).movers.map((mover) => ({
    ...{ whatIf, mover },
    record: whatIf.base.directory.records[mover.from.row]!,
  }));
}

function compared({ base, amended }: SeenWhatIf, viewer: Viewer): Comparison {
  return compareAssessments(visible(base, viewer), visible(amended, viewer));
}

function visible(of: SeenAssessment, viewer: Viewer): Assessment {
  return { ...of.assessment, results: of.assessment.results.filter(({ row }) => thereFor(viewer, of, row)) };
}
