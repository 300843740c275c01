import type { Assessment } from '../grading/assessment.js';
import { compareAssessments, type ClassMove, type Comparison } from '../grading/compare.js';
import type { AssessmentView, MoverView, WhatIfView } from './views.js';

/** How many of the viewer's enterprises went from one class to another; '' is no class. */
export function classMoves(whatIf: WhatIfView): readonly ClassMove[] {
  return compared(whatIf).matrix;
}

/** Those of them whose class differs, by credit code. */
export function movers(whatIf: WhatIfView): readonly MoverView[] {
  return compared(whatIf).movers.map((mover) => ({ whatIf, mover, record: whatIf.base.directory.records[mover.from.row]! }));
}

function compared({ base, amended }: WhatIfView): Comparison {
  return compareAssessments(visible(base), visible(amended));
}

function visible({ assessment, visible: isVisible, countsAll }: AssessmentView): Assessment {
  return countsAll ? assessment : { ...assessment, results: assessment.results.filter(({ row }) => isVisible(row)) };
}
