import { sql } from 'drizzle-orm';
import type { Grant } from '../access/grants.js';
import { dataVersion } from '../db/data-version-table.js';
import type { Db } from '../db/database.js';
import type { DepartmentId } from '../grading/fact.js';
import { grantEvent } from './table.js';
import type { GrantTerms } from './terms.js';

type GrantEventRow = typeof grantEvent.$inferSelect;

/** What a request begins with: the data version now, and the grants that are approved and not withdrawn. */
export interface Standing {
  readonly version: number;
  readonly grants: readonly Grant[];
}

/** Follows the grants as they are given and withdrawn: each look costs one statement, and reads only what is new. */
export class GrantBook {
  readonly #db: Db;
  #last = 0;
  #approved: ReadonlyMap<number, Grant> = new Map();
  readonly #requested = new Map<number, GrantEventRow>();
  #grants: readonly Grant[] = [];

  constructor(db: Db) {
    this.#db = db;
  }

  /** The standing now. The list of grants is the same object for as long as nothing changes. */
  async standing(): Promise<Standing> {
    const rows = await this.#db
      .select({ event: grantEvent, version: sql<string>`coalesce((select max(${dataVersion.version}) from ${dataVersion}), 0)` })
      .from(sql`(select 1) as one`)
      .leftJoin(grantEvent, sql`${grantEvent.id} > ${this.#last}`)
      .orderBy(grantEvent.id);
    const fresh = rows.flatMap(({ event }) => (event && event.id > this.#last ? [event] : []));
    for (const event of fresh) this.#follow(event);
    if (fresh.length > 0) this.#grants = [...this.#approved.values()];
    return { version: Number(rows[0]!.version), grants: this.#grants };
  }

  #follow(event: GrantEventRow): void {
    this.#last = event.id;
    const id = event.grantId ?? event.id;
    const approved = new Map(this.#approved);
    if (event.step === 'REQUESTED') this.#requested.set(id, event);
    else approved.delete(id);
    const request = this.#requested.get(id);
    if (event.step === 'APPROVED' && request?.terms) approved.set(id, asGrant(id, request));
    this.#approved = approved;
  }
}

/** A grant on record as the access rule takes it. */
export function asGrant(id: number, { terms, owner }: { readonly terms: GrantTerms | null; readonly owner: DepartmentId }): Grant {
  const { role, fields, acts, purpose, from, to, subject, department, organisation, zones } = terms!;
  return {
    ...{ role, fields, acts, purpose, from, to },
    stored: { id, owner },
    ...(subject === null ? {} : { subject }),
    ...(department === null ? {} : { department }),
    ...(organisation ? { organisation } : {}),
    ...(zones === null ? {} : { zones }),
  };
}
