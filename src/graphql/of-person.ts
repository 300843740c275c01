import { mayBePerson } from '../departments/land/natural-person.js';
import type { Title } from '../departments/land/record.js';
import type { ContractView } from './land-contracts.js';

/** Whether a value that may be a natural person's is one's: the titles to a parcel say it, or who signed a contract. */
export function isOfPerson(source: unknown): boolean {
  if (typeof source !== 'object' || source === null) return false;
  if ('titles' in source) return (source.titles as readonly Title[]).some(mayBePerson);
  return 'signedBy' in source && isSignedByPerson(source as ContractView);
}

function isSignedByPerson({ signer, holderId }: ContractView): boolean {
  return mayBePerson({ holderId, holder: signer === undefined ? undefined : { creditCode: signer, ground: 'DOCUMENT' } });
}
