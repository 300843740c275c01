import { Access, type AccessBasis } from '../access/decide.js';
import { couldBeGiven, declaredParts, missingParts } from '../access/decision.js';
import type { Act } from '../access/grants.js';
import type { Viewer } from '../access/viewer.js';

/** By coordinate: whether a viewer is given it, for want of whose part not, and why; structure left out. */
export function shownAccess(basis: AccessBasis, viewer: Viewer, act: Act): readonly (readonly string[])[] {
  const access = new Access(basis, viewer, act === 'EXPORT' ? 'EXPORT' : 'READ');
  return [...basis.register.fields]
    .filter(([, { kind }]) => kind !== 'STRUCTURE')
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([coordinate, sharing]) => {
      const decision = access.of(coordinate, act);
      const missing = missingParts(decision, declaredParts(sharing));
      if (missing.length === 0) return [coordinate, sharing.kind === 'DERIVED' ? '给（所用各部门都给时）' : '给', '', ''];
      const words = couldBeGiven(decision) ? '部分（所用部门或企业）' : '不给';
      return [
        coordinate,
        words,
        missing.join('、'),
        [...new Set(missing.map((each) => access.withheld(decision, each).reason))].join('、'),
      ];
    });
}
