/**
 * A department's yearly record that the viewer may not read: nothing was read for it, and whether there is one is not
 * told. Its fields are null and named in `withheld` one by one; the year is the caller's own.
 */
export class ClosedRecord {
  constructor(readonly year: number) {}
}

/** The closed record in place of a refused field. @param yearly whether the field gives a record of a year */
export function closedRecord(yearly: boolean, args: Readonly<Record<string, unknown>>): ClosedRecord | undefined {
  return yearly && typeof args['year'] === 'number' ? new ClosedRecord(args['year']) : undefined;
}
