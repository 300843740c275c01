import { missingParts } from '../access/decision.js';
import type { Row } from '../access/rows.js';
import type { DepartmentId } from '../grading/fact.js';
import type { Context } from './context.js';

/** A parcel, source, finding or task: it is of the enterprises that are its parties. */
export interface OfParties {
  readonly parties?: readonly Row[];
}

/**
 * Tells the parties of a thing by their credit codes, where whose it is decides. One that is not there for the viewer is
 * of no zone and no town of theirs, but must have consented as the others where a thing is given by consent.
 */
export async function partiesAt(
  context: Context,
  version: number,
): Promise<(creditCodes: readonly (string | null | undefined)[]) => readonly Row[]> {
  if (!context.access.givesForSome) return () => [];
  const directory = await context.readers.enterprises.directory(version);
  return (creditCodes) =>
    [...new Set(creditCodes)].flatMap((creditCode): Row[] => {
      if (creditCode === null || creditCode === undefined) return [];
      const record = directory.get(creditCode);
      return record && context.isVisible(record) ? [record] : [{ creditCode, zone: null, town: null }];
    });
}

/** Of some things those that are given where a grant is for some enterprises only; whatever else withholds them is the guard's to say. */
export function given<T extends object>(
  context: Context,
  things: readonly T[],
  coordinate: string,
  parts: readonly DepartmentId[],
): readonly T[] {
  return context.access.of(coordinate).some.length === 0 ? things : things.filter((thing) => isGivenOf(context, thing, coordinate, parts));
}

/** Whether parts of departments are given of a coordinate, of the enterprises that a thing is of. */
export function isGivenOf(
  { access, rowOf }: Pick<Context, 'access' | 'rowOf'>,
  thing: object,
  coordinate: string,
  parts: readonly DepartmentId[],
): boolean {
  return missingParts(access.of(coordinate), parts, rowOf.of(thing)).length === 0;
}
