import path from 'node:path';
import { z } from 'zod';
import { isOwnOrSecure } from './secure-address.js';
import { location, text, wholeNumber } from './variable.js';

/** Whose tokens are good, besides the hub's own. */
export interface TokenSettings {
  /** `MUHUB_TOKEN_AUDIENCE`: whom tokens are for; muhub unless given. */
  readonly audience: string;
  /** `MUHUB_TOKEN_CLOCK_SKEW`: seconds by which the issuer's clock may differ; 30 unless given. */
  readonly clockSkew: number;
  /** `MUHUB_TOKEN_MOST_DAYS`: days that a token may be good for; 366 unless given. */
  readonly mostDays: number;
  /** `MUHUB_JWKS` and `MUHUB_TOKEN_ISSUER`: another issuer, and the file or address of its public keys. */
  readonly other: { readonly issuer: string; readonly jwks: string } | undefined;
  /** `MUHUB_REVOKED`: the list of revoked tokens; `keys/revoked.yaml` in the data folder unless given. */
  readonly revoked: string;
}

/**
 * The variables of tokens; another issuer takes both of its own.
 * @param dataDir where the hub's own list lies
 */
export function tokensPart(dataDir: string) {
  return z
    .object({
      MUHUB_TOKEN_AUDIENCE: text(),
      MUHUB_TOKEN_CLOCK_SKEW: wholeNumber({ usual: 30, most: 300 }),
      MUHUB_TOKEN_MOST_DAYS: wholeNumber({ usual: 366, least: 1, most: 3660 }),
      MUHUB_TOKEN_ISSUER: text(),
      MUHUB_JWKS: text(),
      MUHUB_REVOKED: location(path.join(dataDir, 'keys', 'revoked.yaml')),
    })
    .superRefine(({ MUHUB_TOKEN_ISSUER: issuer, MUHUB_JWKS: jwks }, context) => {
      if (!issuer !== !jwks) context.addIssue('MUHUB_TOKEN_ISSUER 和 MUHUB_JWKS 须同时给出：签发方（令牌的 iss）和其公钥集的文件或地址');
      const message = jwks && wrongAddress(jwks);
      if (message) context.addIssue({ code: 'custom', path: ['MUHUB_JWKS'], message });
    })
    .transform(({ MUHUB_TOKEN_ISSUER: issuer, MUHUB_JWKS: jwks, ...given }): TokenSettings => ({
      audience: given.MUHUB_TOKEN_AUDIENCE ?? 'muhub',
      clockSkew: given.MUHUB_TOKEN_CLOCK_SKEW,
      mostDays: given.MUHUB_TOKEN_MOST_DAYS,
      other: issuer && jwks ? { issuer, jwks: isAddress(jwks) ? jwks : path.resolve(jwks) } : undefined,
      revoked: given.MUHUB_REVOKED,
    }));
}

function isAddress(jwks: string): boolean {
  return /^https?:\/\//.test(jwks);
}

/** What is wrong with where the keys are fetched (中文). */
function wrongAddress(jwks: string): string | undefined {
  if (!isAddress(jwks)) return undefined;
  if (!URL.canParse(jwks)) return '不是网址';
  // Whoever can change the answer on its way can issue tokens.
  return isOwnOrSecure(jwks) ? undefined : '须是 https 地址（本机除外），否则公钥可能在途中被调换';
}
