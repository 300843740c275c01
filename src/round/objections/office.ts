import type { Role, Viewer } from '../../access/viewer.js';
import { DEPARTMENT_WORDS } from '../../access/sharing-words.js';

const OFFICES: Partial<Record<Role, string>> = { enterprise: '企业', town: '镇街', zone_committee: '园区', evaluation_office: '评价机构' };

/** The office that a viewer acts for in an objection (中文). */
export function officeOf({ role, department }: Pick<Viewer, 'role' | 'department'>): string {
  return role === 'department' && department ? DEPARTMENT_WORDS[department] : (OFFICES[role] ?? role);
}
