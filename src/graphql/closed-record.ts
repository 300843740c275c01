import { getNamedType, isNonNullType, isObjectType, type GraphQLOutputType } from 'graphql';

/**
 * A department's yearly record that the viewer may not read: nothing was read for it, and whether there is one is not
 * told. Its fields are null and named in `withheld` one by one; the year is the caller's own.
 */
export class ClosedRecord {
  constructor(readonly year: number) {}
}

/** The closed record in place of a refused field; undefined if the field is none of a yearly record. */
export function closedRecord(type: GraphQLOutputType, args: Readonly<Record<string, unknown>>): ClosedRecord | undefined {
  const named = getNamedType(type);
  if (!isObjectType(named) || typeof args['year'] !== 'number') return undefined;
  const certain = Object.values(named.getFields()).filter((field) => isNonNullType(field.type));
  return certain.length === 1 && certain[0]!.name === 'year' ? new ClosedRecord(args['year']) : undefined;
}
