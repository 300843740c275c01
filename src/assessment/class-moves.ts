import type { Assessment } from '../grading/assessment.js';
import { compareAssessments, type ClassMove, type Comparison } from '../grading/compare.js';
import type { AssessmentView, MoverView, WhatIfView } from './views.js';

/** How many of the viewer's enterprises went from one class to another; '' is no class. */
export function classMoves(whatIf: WhatIfView): readonly ClassMove[] {
  return compared(whatIf).matrix;
}

/** Those of them whose class differs, by credit code. */
export function movers(whatIf: WhatIfView): readonly MoverView[] {
  return compared(whatIf).movers.map((mover) => ({ whatIf, mover, record: whatIf.base.directory.record(mover.from.row) }));
}

const comparisons = new WeakMap<Assessment, WeakMap<AssessmentView, Comparison>>();

/** Matrix and movers are asked for together. */
function compared({ base, amended }: WhatIfView): Comparison {
  const known = comparisons.get(amended.assessment) ?? new WeakMap<AssessmentView, Comparison>();
  comparisons.set(amended.assessment, known);
  const found = known.get(base) ?? compareAssessments(base.assessment, amended.assessment, base.countsAll ? undefined : base.isVisible);
  known.set(base, found);
  return found;
}
