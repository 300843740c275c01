import type { Context } from './context.js';

/** Tells of an enterprise, by its credit code, whether it is there for the viewer as of a data version. */
export async function visibleAt(context: Context, version: number): Promise<(creditCode: string) => boolean> {
  const { rows } = context.access;
  if (rows.of === 'all') return () => true;
  if (rows.of === 'none') return () => false;
  const directory = await context.readers.enterprises.directory(version);
  return (creditCode) => {
    const record = directory.get(creditCode);
    return record !== undefined && context.isVisible(record);
  };
}

/** Tells of an enterprise whether it is in what is added up for the viewer: those that are there, and for who sees none, all. */
export async function addedUpAt(context: Context, version: number): Promise<(creditCode: string) => boolean> {
  return context.access.rows.of === 'none' ? () => true : visibleAt(context, version);
}

/** Of some rows those of which an enterprise is there for the viewer: either party suffices (SHARING.md). */
export async function ofVisible<T>(
  context: Context,
  version: number,
  rows: readonly T[],
  enterprisesOf: (row: T) => readonly (string | null)[],
): Promise<readonly T[]> {
  if (context.access.rows.of === 'all') return rows;
  const isVisible = await visibleAt(context, version);
  return rows.filter((row) => enterprisesOf(row).some((creditCode) => creditCode !== null && isVisible(creditCode)));
}
