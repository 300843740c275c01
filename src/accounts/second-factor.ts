import { Secret, TOTP } from 'otpauth';

/** A step of RFC 6238, in seconds; a code of the step before or after is taken too, for clocks that differ. */
const PERIOD_S = 30;
const WINDOW = 1;
/** As long as SHA-1's result, which RFC 4226 recommends. */
const SECRET_BYTES = 20;

/** What somebody enters in an app that makes one-time codes; shown once. */
export interface SecondFactor {
  /** Base32, to be typed. */
  readonly secret: string;
  /** The same as an address that apps read: `otpauth://totp/…`. */
  readonly uri: string;
}

/** @param of where it is for, and the account */
export function newSecondFactor({ issuer, account }: { readonly issuer: string; readonly account: string }): SecondFactor {
  const made = new TOTP({ issuer, label: account, secret: new Secret({ size: SECRET_BYTES }), period: PERIOD_S });
  return { secret: made.secret.base32, uri: made.toString() };
}

/** The time step whose code this is (RFC 6238, SHA-1, six digits); undefined: of none near now. */
export function stepOf(secret: string, code: string, now: Date): number | undefined {
  const timestamp = now.getTime();
  const made = new TOTP({ secret: Secret.fromBase32(secret), period: PERIOD_S });
  const off = made.validate({ token: code.replace(/\s/g, ''), timestamp, window: WINDOW });
  return off === null ? undefined : made.counter({ timestamp }) + off;
}
