import { isNull, sql, type SQL } from 'drizzle-orm';
import { consentKey } from '../access/decide.js';
import type { Grant } from '../access/grants.js';
import { dataVersion } from '../db/data-version-table.js';
import type { Db } from '../db/db.js';
import { RunTogether } from '../db/run-together.js';
import type { DepartmentId } from '../grading/fact.js';
import { consent, grantEvent, grantFileWithdrawal } from './table.js';
import { grantOfTerms } from './terms.js';

type GrantEventRow = typeof grantEvent.$inferSelect;

/** A department's part of what a grant file gives, withdrawn on record. */
export interface WithdrawnPart {
  readonly grant: string;
  readonly department: DepartmentId;
}

/** What decisions rest on besides the files: the same object for as long as nothing changes. */
export interface OnRecord {
  /** The grants that are approved and not withdrawn. */
  readonly grants: readonly Grant[];
  readonly withdrawn: readonly WithdrawnPart[];
  /** The consents that are given and not withdrawn, with their last day. */
  readonly consents: readonly { readonly key: string; readonly until: string }[];
}

/** What a request begins with: the data version now, and what is on record. */
export interface Standing {
  readonly version: number;
  readonly onRecord: OnRecord;
  /** How many evaluations were made public: none is ever taken back. */
  readonly published: number;
}

const NOTHING: OnRecord = { grants: [], withdrawn: [], consents: [] };

/** Follows what is given and withdrawn: each look costs one statement for all who ask at the same time, and reads only what is new. */
export class StandingReader {
  readonly #db: Db;
  readonly #published: SQL<string>;
  readonly #looks = new RunTogether(() => this.#look());
  #last = 0;
  #approved: ReadonlyMap<number, Grant> = new Map();
  readonly #requested = new Map<number, GrantEventRow>();
  /** Of nothing given and nothing withdrawn, so that a hub without any reads neither. */
  #revision = '0 0 0';
  #onRecord: OnRecord = NOTHING;

  /** @param published counts what was made public; not asked for unless given */
  constructor(db: Db, published = sql<string>`0`) {
    this.#db = db;
    this.#published = published;
  }

  /** How it stands now or later. */
  read(): Promise<Standing> {
    return this.#looks.run();
  }

  async #look(): Promise<Standing> {
    const rows = await this.#db
      .select({
        event: grantEvent,
        version: sql<string>`coalesce((select max(${dataVersion.version}) from ${dataVersion}), 0)`,
        published: this.#published,
        revision: sql<string>`(select count(*) || ' ' || count(${consent.withdrawnAt}) from ${consent}) || ' ' || (select count(*) from ${grantFileWithdrawal})`,
      })
      .from(sql`(select 1) as one`)
      .leftJoin(grantEvent, sql`${grantEvent.id} > ${this.#last}`)
      .orderBy(grantEvent.id);
    const { version, published, revision } = rows[0]!;
    const fresh = rows.flatMap(({ event }) => (event && event.id > this.#last ? [event] : []));
    for (const event of fresh) this.#follow(event);
    if (fresh.length > 0) this.#onRecord = { ...this.#onRecord, grants: [...this.#approved.values()] };
    if (revision !== this.#revision) {
      this.#onRecord = { ...this.#onRecord, ...(await this.#consentsAndWithdrawals()) };
      this.#revision = revision;
    }
    return { version: Number(version), onRecord: this.#onRecord, published: Number(published) };
  }

  async #consentsAndWithdrawals(): Promise<Pick<OnRecord, 'consents' | 'withdrawn'>> {
    const [consents, withdrawn] = await Promise.all([
      this.#db.select().from(consent).where(isNull(consent.withdrawnAt)),
      this.#db.select({ grant: grantFileWithdrawal.grant, department: grantFileWithdrawal.department }).from(grantFileWithdrawal),
    ]);
    return {
      withdrawn,
      consents: consents.map(({ creditCode, year, purpose, until }) => ({ key: consentKey(creditCode, year, purpose), until })),
    };
  }

  #follow(event: GrantEventRow): void {
    this.#last = event.id;
    const id = event.grantId ?? event.id;
    const approved = new Map(this.#approved);
    if (event.step === 'REQUESTED') this.#requested.set(id, event);
    else approved.delete(id);
    const request = this.#requested.get(id);
    if (event.step === 'APPROVED' && request?.terms) approved.set(id, grantOfTerms(id, request.owner, request.terms));
    this.#approved = approved;
  }
}

/** The grants of files without the parts that were withdrawn on record. */
export function withoutWithdrawn(grants: readonly Grant[], withdrawn: readonly WithdrawnPart[]): readonly Grant[] {
  if (withdrawn.length === 0) return grants;
  return grants.map((grant) => {
    const gone = withdrawn.filter((part) => part.grant === grant.id).map(({ department }) => department);
    return gone.length === 0 ? grant : { ...grant, givenBy: (grant.givenBy ?? []).filter((each) => !gone.includes(each)) };
  });
}
