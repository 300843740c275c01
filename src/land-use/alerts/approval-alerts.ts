import { daysBetween, plusDays, plusYears } from '../days.js';
import type { Project } from '../land-on.js';
import type { LandNumbers } from '../numbers.js';
import { leftOf } from '../unsupplied.js';
import type { LandAlert } from './alert.js';

/** Whether an approval lapses soon, or has lapsed, with something left and the land not yet taken over. */
export function* approvalAlerts(project: Project, on: string, numbers: LandNumbers): Iterable<LandAlert> {
  const { approvedOn, possessionOn, town, zone } = project.approval;
  const left = leftOf(project);
  if (!left || left.sign <= 0 || approvedOn === null || (possessionOn !== null && possessionOn <= on)) return;
  const due = plusYears(approvedOn, numbers.approvalYears);
  const of = { key: project.key, subject: null, due, amount: null, town, zone };
  if (due < on) yield { ...of, code: 'APPROVAL_LAPSED', days: daysBetween(due, on) };
  else if (due <= plusDays(on, numbers.approvalWarningDays)) yield { ...of, code: 'APPROVAL_LAPSING', days: daysBetween(on, due) };
}
