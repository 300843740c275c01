import type { Context } from './context.js';

/** Of some rows those of which an enterprise is there for the viewer: either party suffices (SHARING.md). */
export async function ofVisible<T>(
  { access, readers, isVisible }: Context,
  version: number,
  rows: readonly T[],
  enterprisesOf: (row: T) => readonly (string | null)[],
): Promise<readonly T[]> {
  if (access.rows.of === 'all') return rows;
  if (access.rows.of === 'none') return [];
  const directory = await readers.enterprises.directory(version);
  const isTheirs = (creditCode: string | null) => {
    const record = creditCode === null ? undefined : directory.get(creditCode);
    return record !== undefined && isVisible(record);
  };
  return rows.filter((row) => enterprisesOf(row).some(isTheirs));
}
