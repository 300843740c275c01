import type { GrantFile } from '../../src/access/grant-file.js';
import type { Grant } from '../../src/access/grants.js';
import { VIEWER_DEPARTMENTS } from '../../src/access/viewer.js';

/** The named sets of every department, records and what is derived of them, and what offices decided. */
export const EVERYTHING = [...VIEWER_DEPARTMENTS.map((department) => `records:${department}`), 'results'];

/** A grant of a test as a file gives it: whole of what it names, on all rows of the role, unless told. */
export function grantedFile(grant: Partial<Grant> & Pick<Grant, 'to' | 'what'>): GrantFile {
  return {
    grant: {
      id: 'test',
      exact: false,
      except: [],
      rows: 'all',
      acts: ['READ', 'DERIVE', 'EXPORT'],
      purpose: undefined,
      from: undefined,
      until: undefined,
      givenBy: undefined,
      ground: '测试',
      ...grant,
    },
    ...{ title: '测试', jurisdiction: '示例县', status: 'example', sources: [], approvedBy: new Map() },
  };
}
