import { randomUUID } from 'node:crypto';
import { ne } from 'drizzle-orm';
import { dataVersion } from '../data-version-table.js';
import type { Db } from '../db.js';
import { hubIdentity } from './table.js';

/** The hub's identity, made on first use. */
export async function identityOf(hub: Db): Promise<string> {
  await hub.insert(hubIdentity).values({ use: 'hub', id: randomUUID() }).onConflictDoNothing();
  const [row] = await hub.select().from(hubIdentity);
  return row!.id;
}

/**
 * Makes a database this hub's, to keep records in, if it is nobody's yet.
 * @returns why it cannot be (中文); undefined: it is
 */
export async function claim(own: Db, hub: string): Promise<string | undefined> {
  const others = await own.select().from(hubIdentity).where(ne(hubIdentity.use, 'records'));
  const [handedIn] = await own.select().from(dataVersion).limit(1);
  if (others.length > 0 || handedIn) return '这个库是一个中枢自己的库，不能用作部门的库：请另建一个库';
  await own.insert(hubIdentity).values({ use: 'records', id: hub }).onConflictDoNothing();
  const [row] = await own.select().from(hubIdentity);
  return row!.id === hub ? undefined : '这个库属于另一个中枢，没有动它：请检查地址，或另建一个库';
}
