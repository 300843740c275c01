import type { GrantFile } from '../../src/access/grant-file.js';
import { VIEWER_DEPARTMENTS } from '../../src/access/viewer.js';
import { shippedGrants } from '../graphql/hub-server.js';

/** The grants that ship, and one that gives a tax officer every record and whatever is made of them. */
export function everythingGiven(): readonly GrantFile[] {
  const departments = VIEWER_DEPARTMENTS.filter((department) => department !== 'register');
  const grant: GrantFile['grant'] = {
    ...{ id: 'test-everything', exact: false, to: { role: 'tax_officer' }, except: [], rows: 'all', acts: ['READ', 'DERIVE', 'EXPORT'] },
    what: departments.flatMap((department) => [`records:${department}`, `derived:${department}`]),
    ...{ purpose: undefined, from: undefined, until: undefined, givenBy: departments, ground: '测试' },
  };
  return [
    ...shippedGrants(),
    {
      grant,
      title: '测试',
      jurisdiction: '示例县',
      status: 'example',
      sources: [],
      approvedBy: new Map(departments.map((each) => [each, '测试'])),
    },
  ];
}
