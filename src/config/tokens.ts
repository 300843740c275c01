import path from 'node:path';
import { ConfigError } from './config-error.js';

/** Whose tokens are good, besides the hub's own. */
export interface TokenSettings {
  /** `MUHUB_TOKEN_AUDIENCE`: whom tokens are for; muhub unless told. */
  readonly audience: string;
  /** `MUHUB_TOKEN_CLOCK_SKEW`: seconds by which the issuer's clock may differ; 30 unless told. */
  readonly clockSkew: number;
  /** `MUHUB_JWKS` and `MUHUB_TOKEN_ISSUER`: another issuer, and the file or address of its public keys. */
  readonly other: { readonly issuer: string; readonly jwks: string } | undefined;
  /** `MUHUB_REVOKED`: the list of revoked tokens; `keys/revoked.yaml` in the data folder unless told. */
  readonly revoked: string;
}

/** @throws ConfigError naming the variable and what it takes */
export function readTokenSettings(dataDir: string, env: NodeJS.ProcessEnv, wholeNumber: (name: string, usual: number, most: number) => number): TokenSettings {
  return {
    audience: env.MUHUB_TOKEN_AUDIENCE || 'muhub',
    clockSkew: wholeNumber('MUHUB_TOKEN_CLOCK_SKEW', 30, 300),
    other: otherIssuer(env.MUHUB_TOKEN_ISSUER, env.MUHUB_JWKS),
    revoked: path.resolve(env.MUHUB_REVOKED || path.join(dataDir, 'keys', 'revoked.yaml')),
  };
}

function otherIssuer(issuer: string | undefined, jwks: string | undefined): TokenSettings['other'] {
  if (!issuer && !jwks) return undefined;
  if (!issuer || !jwks) throw new ConfigError('MUHUB_TOKEN_ISSUER 和 MUHUB_JWKS 须同时给出：签发方（令牌的 iss）和其公钥集的文件或地址');
  if (!/^https?:\/\//.test(jwks)) return { issuer, jwks: path.resolve(jwks) };
  if (!URL.canParse(jwks)) throw new ConfigError(`MUHUB_JWKS=${jwks}：不是网址`);
  const { protocol, hostname } = new URL(jwks);
  // Whoever can change the answer on its way can issue tokens.
  if (protocol === 'http:' && !['127.0.0.1', 'localhost', '[::1]'].includes(hostname)) {
    throw new ConfigError(`MUHUB_JWKS=${jwks}：须是 https 地址（本机除外），否则公钥可能在途中被调换`);
  }
  return { issuer, jwks };
}
