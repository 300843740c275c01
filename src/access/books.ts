import type { May, SelectionAct } from './may.js';
import type { Reach } from './reach.js';
import { VIEWER_DEPARTMENTS, type Viewer } from './viewer.js';

/**
 * How far a viewer reaches into the hub's own books (access log, grants, files and lines that wait): a department into
 * what is about its data, everybody into what came from them, an auditor into every log, who governs access into every
 * grant.
 */
export function booksOf(viewer: Viewer, act: SelectionAct, may: May): Reach {
  const own = viewer.role === 'department' && viewer.department ? [viewer.department] : [];
  const every = viewer.role !== 'department' && may(viewer, act, { coordinate: 'Query.accessLog' }).granted;
  return {
    departments: own,
    zones: undefined,
    logs: every ? VIEWER_DEPARTMENTS : own,
    grants: viewer.role === 'security_admin' ? VIEWER_DEPARTMENTS : own,
    subject: viewer.subject,
  };
}
