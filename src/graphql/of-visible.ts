import type { Context } from './context.js';

/** Tells of an enterprise, by its credit code, whether it is there for the viewer as of a data version. */
export async function seenEnterprises({ access, readers, isVisible }: Context, version: number): Promise<(creditCode: string) => boolean> {
  if (access.rows.of === 'all') return () => true;
  if (access.rows.of === 'none') return () => false;
  const directory = await readers.enterprises.directory(version);
  return (creditCode) => {
    const record = directory.get(creditCode);
    return record !== undefined && isVisible(record);
  };
}

/** Of some rows those of which an enterprise is there for the viewer: either party suffices (SHARING.md). */
export async function ofVisible<T>(
  context: Context,
  version: number,
  rows: readonly T[],
  enterprisesOf: (row: T) => readonly (string | null)[],
): Promise<readonly T[]> {
  if (context.access.rows.of === 'all') return rows;
  const isSeen = await seenEnterprises(context, version);
  return rows.filter((row) => enterprisesOf(row).some((creditCode) => creditCode !== null && isSeen(creditCode)));
}
