import type { Access } from './decide.js';
import type { Reach } from './reach.js';
import { VIEWER_DEPARTMENTS, type Viewer } from './viewer.js';
import type { DepartmentId } from '../grading/fact.js';

/** The office that a viewer speaks for: its department; of the evaluation office, the county's. */
export function officeOf({ role, department }: Viewer): DepartmentId | undefined {
  if (role === 'evaluation_office') return 'county';
  return role === 'department' ? department : undefined;
}

/**
 * How far a viewer reaches into what the offices keep (access log, grants, files and lines in quarantine): an office into
 * what is about its data, everybody into what came from them, an auditor into every log, who governs access into every
 * grant.
 */
export function officeReach({ viewer, isGiven }: Pick<Access, 'viewer' | 'isGiven'>): Reach {
  const office = officeOf(viewer);
  const own = office ? [office] : [];
  const every = office === undefined && isGiven('Query.accessLog');
  return {
    departments: own,
    rows: { of: 'all' },
    logs: every ? VIEWER_DEPARTMENTS : own,
    grants: viewer.role === 'security_admin' ? VIEWER_DEPARTMENTS : own,
    subject: viewer.subject,
  };
}
