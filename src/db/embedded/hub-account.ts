import { createHmac } from 'node:crypto';
import pg from 'pg';
import { connectionTo, Session } from '../session.js';

const HUB = 'muhub_hub';

/**
 * Makes the account that the hub works as, on first use: it owns nothing, so that nothing that goes wrong in the hub's own
 * statements can change the audit. Its password comes of the superuser's: who has that needs no other.
 * @param url the superuser's. To be called while nobody else starts a server
 * @returns the address by that account
 */
export async function makeHubAccount(url: string): Promise<string> {
  const address = new URL(url);
  const password = createHmac('sha256', decodeURIComponent(address.password)).update(HUB).digest('base64url');
  const admin = new Session(connectionTo(url));
  admin.on('error', () => undefined);
  await admin.connect();
  try {
    const { rowCount } = await admin.query('select from pg_roles where rolname = $1', [HUB]);
    if (!rowCount) await admin.query(`create role ${HUB} login password ${pg.escapeLiteral(password)}`);
    // Policies are for the reader; where this account were held to its own, which lets all pass, COPY would refuse it.
    await admin.query(`alter role ${HUB} bypassrls`);
  } finally {
    await admin.end();
  }
  return Object.assign(address, { username: HUB, password }).href;
}
