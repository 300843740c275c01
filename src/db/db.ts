import type { NodePgDatabase } from 'drizzle-orm/node-postgres';

/** What readers and writers query through: the database, or one transaction of it. */
export type Db = NodePgDatabase;
