import path from 'node:path';
import { z } from 'zod';
import { readSecret } from './secret-file.js';
import { isOwnOrSecure } from './secure-address.js';
import { text } from './variable.js';

/** The county's identity provider, where people sign in by OpenID Connect. */
export interface IdentitySettings {
  /** `MUHUB_OIDC_ISSUER`: https; http on this machine alone. */
  readonly issuer: string;
  /** `MUHUB_OIDC_CLIENT_ID`: as what the hub is registered there. */
  readonly clientId: string;
  /** The text of the file `MUHUB_OIDC_CLIENT_SECRET_FILE`. */
  readonly clientSecret: string;
  /** `MUHUB_OIDC_CLAIMS`: the file that says which of its claims say what. */
  readonly claims: string;
}

const NAMES = ['MUHUB_OIDC_ISSUER', 'MUHUB_OIDC_CLIENT_ID', 'MUHUB_OIDC_CLIENT_SECRET_FILE', 'MUHUB_OIDC_CLAIMS'] as const;

/** The variables of the identity provider: all or none, and with them where people reach the page. */
export const identityPart = z
  .object({
    MUHUB_OIDC_ISSUER: text().refine((given) => given === undefined || isOwnOrSecure(given), {
      error: '须是 https 地址（本机除外），否则登录的答复可能在途中被调换',
    }),
    MUHUB_OIDC_CLIENT_ID: text(),
    MUHUB_OIDC_CLIENT_SECRET_FILE: text(),
    MUHUB_OIDC_CLAIMS: text(),
    MUHUB_PUBLIC_URL: text(),
  })
  .superRefine((given, context) => {
    const missing = NAMES.filter((name) => given[name] === undefined);
    if (missing.length === NAMES.length) return;
    if (missing.length > 0) context.addIssue(`统一身份认证的设置须同时给出，还缺 ${missing.join('、')}`);
    else if (!given.MUHUB_PUBLIC_URL) context.addIssue('给出 MUHUB_OIDC_ISSUER 时须同时给出 MUHUB_PUBLIC_URL：登录后回到的网页地址');
  })
  .transform((given): IdentitySettings | undefined => {
    const { MUHUB_OIDC_ISSUER: issuer, MUHUB_OIDC_CLIENT_ID: clientId, MUHUB_OIDC_CLIENT_SECRET_FILE: file } = given;
    if (!issuer || !clientId || !file || !given.MUHUB_OIDC_CLAIMS) return undefined;
    const clientSecret = readSecret('MUHUB_OIDC_CLIENT_SECRET_FILE', file).trim();
    return { issuer, clientId, clientSecret, claims: path.resolve(given.MUHUB_OIDC_CLAIMS) };
  });
