import { and, asc, eq, isNull } from 'drizzle-orm';
import { recordEvent } from '../audit/record-event.js';
import type { Db } from '../db/db.js';
import { consent } from './table.js';

/** A consent as it is kept. */
export type StoredConsent = typeof consent.$inferSelect & { readonly __typename?: 'Consent' };

/** What an enterprise consents to. */
export interface ConsentTerms {
  readonly creditCode: string;
  readonly year: number;
  readonly purpose: string;
  /** YYYY-MM-DD, the last day. */
  readonly until: string;
}

/** Where enterprises give and withdraw consent. */
export interface ConsentDesk {
  give(actor: string, terms: ConsentTerms): Promise<StoredConsent>;
  /** Undefined: the enterprise has no such consent in force. */
  withdraw(actor: string, creditCode: string, id: number): Promise<StoredConsent | undefined>;
  of(creditCode: string): Promise<readonly StoredConsent[]>;
}

/** Consents, effective at once; each step is on record with it. */
export function openConsentDesk(db: Db): ConsentDesk {
  return {
    give: (actor, terms) =>
      db.transaction(async (tx) => {
        const [row] = await tx
          .insert(consent)
          .values({ ...terms, givenBy: actor })
          .returning();
        await recordEvent(tx, {
          actor,
          action: 'CONSENT_GIVEN',
          department: 'county',
          detail: { consent: row!.id, year: terms.year, purpose: terms.purpose, until: terms.until },
        });
        return row!;
      }),
    withdraw: (actor, creditCode, id) =>
      db.transaction(async (tx) => {
        const [row] = await tx
          .update(consent)
          .set({ withdrawnAt: new Date() })
          .where(and(eq(consent.id, id), eq(consent.creditCode, creditCode), isNull(consent.withdrawnAt)))
          .returning();
        if (row) await recordEvent(tx, { actor, action: 'CONSENT_WITHDRAWN', department: 'county', detail: { consent: id } });
        return row;
      }),
    of: (creditCode) => db.select().from(consent).where(eq(consent.creditCode, creditCode)).orderBy(asc(consent.id)),
  };
}
