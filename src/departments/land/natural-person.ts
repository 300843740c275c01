import { identityKind } from '../../handover/identity.js';
import type { Title } from './record.js';

/**
 * Whether a holder is, or may be, a natural person, whose name is given to nobody beyond the land department (SHARING.md):
 * by an identity card, or where neither an enterprise is linked nor a document tells an organisation or a village.
 */
export function mayBePerson({ holder, holderId }: Pick<Title, 'holder' | 'holderId'>): boolean {
  if (holder !== undefined) return false;
  const kind = holderId === null || holderId === '' ? 'unknown' : identityKind(holderId);
  return kind === 'identityCard' || (kind === 'unknown' && holderId !== null && holderId !== '');
}
