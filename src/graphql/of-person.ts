import { mayBePerson } from '../departments/land/natural-person.js';
import type { Title } from '../departments/land/record.js';

/** Whether a value that may be a natural person's is one's: the titles to a parcel say it. */
export function isOfPerson(source: unknown): boolean {
  return typeof source === 'object' && source !== null && 'titles' in source && (source.titles as readonly Title[]).some(mayBePerson);
}
