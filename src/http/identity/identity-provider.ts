import * as oidc from 'openid-client';
import { SignInRefused } from '../../accounts/refused.js';
import { Refusal } from '../../access/refusal.js';
import type { TokenClaims } from '../tokens/sign.js';
import { claimsBy, type ClaimMap } from './claim-map.js';

/** How long the provider may take to answer each question; a sign-in asks twice. */
const ANSWER_S = 4;

/** What the hub is registered with. */
export interface IdentityRegistration {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly map: ClaimMap;
  /** Where people reach the page. */
  readonly publicUrl: string;
}

/** A sign-in that was begun, as it must come back. */
export interface Begun {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

/** Whom the provider vouches for. */
export interface Vouched {
  readonly claims: TokenClaims;
  /** When what it said ends. */
  readonly expires: Date;
  /** Where a browser goes to sign out there too; undefined: nowhere. */
  readonly signOut: string | undefined;
}

/** Where people sign in by OpenID Connect. */
export interface IdentityProvider {
  readonly issuer: string;
  /** @throws Refusal SOURCE_UNAVAILABLE if the provider does not answer */
  begin(): Promise<{ readonly address: string; readonly begun: Begun }>;
  /**
   * @param search of the address that the provider sent a browser back to
   * @throws SignInRefused if what came is not what was begun, or not good; Refusal as {@link begin}, and FORBIDDEN without a role
   */
  finish(search: string, begun: Begun): Promise<Vouched>;
}

/** Asked for what it is when first needed, and again until it says so: the hub starts without it. */
export function openIdentityProvider(registration: IdentityRegistration): IdentityProvider {
  const { issuer, map, publicUrl } = registration;
  const redirect = `${publicUrl}/sign-in/return`;
  let known: Promise<oidc.Configuration> | undefined;
  const provider = () =>
    (known ??= discovered(registration).catch((error: unknown) => {
      known = undefined;
      throw error;
    }));
  return {
    issuer,
    begin: () =>
      answered(async () => {
        const config = await provider();
        const begun = { state: oidc.randomState(), nonce: oidc.randomNonce(), codeVerifier: oidc.randomPKCECodeVerifier() };
        const address = oidc.buildAuthorizationUrl(config, {
          ...{ redirect_uri: redirect, scope: ['openid', ...map.scope].join(' '), state: begun.state, nonce: begun.nonce },
          ...{ code_challenge: await oidc.calculatePKCECodeChallenge(begun.codeVerifier), code_challenge_method: 'S256' },
        });
        return { address: address.href, begun };
      }),
    finish: (search, { state, nonce, codeVerifier }) =>
      answered(async () => {
        const config = await provider();
        const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: codeVerifier, idTokenExpected: true };
        const tokens = await oidc.authorizationCodeGrant(config, new URL(`${redirect}${search}`), checks);
        const said = tokens.claims()!;
        const signOut = signOutAt(config, tokens.id_token!, publicUrl);
        return { claims: claimsBy(map, said), expires: new Date(said.exp * 1000), signOut };
      }),
  };
}

async function discovered({ issuer, clientId, clientSecret }: IdentityRegistration): Promise<oidc.Configuration> {
  const { protocol } = new URL(issuer);
  // The signature is checked too, not only that the answer came from the provider's address.
  const execute = [oidc.enableNonRepudiationChecks, ...(protocol === 'http:' ? [oidc.allowInsecureRequests] : [])];
  const authentication: oidc.ClientAuth = (server, ...rest) => {
    const takesBasic = server.token_endpoint_auth_methods_supported?.includes('client_secret_basic') ?? true;
    return (takesBasic ? oidc.ClientSecretBasic(clientSecret) : oidc.ClientSecretPost(clientSecret))(server, ...rest);
  };
  return oidc.discovery(new URL(issuer), clientId, undefined, authentication, { execute, timeout: ANSWER_S });
}

function signOutAt(config: oidc.Configuration, idToken: string, publicUrl: string): string | undefined {
  if (config.serverMetadata().end_session_endpoint === undefined) return undefined;
  return oidc.buildEndSessionUrl(config, { id_token_hint: idToken, post_logout_redirect_uri: `${publicUrl}/sign-in` }).href;
}

/** Says in the hub's words what went wrong. */
async function answered<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Refusal) throw error;
    if (isUnanswered(error))
      throw new Refusal(
        'SOURCE_UNAVAILABLE',
        '统一身份认证没有正常回答，暂时不能用它登录：请稍后重试；若持续出现，请联系系统管理员核对 MUHUB_OIDC_ISSUER 和网络',
        { cause: error },
      );
    throw new SignInRefused('IDENTITY', '统一身份认证的答复不能采信（已过期、已用过、被取消，或不是对本次登录的答复）：请重新登录');
  }
}

const UNANSWERED = new Set(['OAUTH_TIMEOUT', 'OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_RESPONSE_IS_NOT_JSON', 'OAUTH_PARSE_ERROR']);

function isUnanswered(error: unknown): boolean {
  if (error instanceof oidc.ResponseBodyError) return error.status >= 500;
  // As fetch fails where nobody answers.
  return error instanceof TypeError || UNANSWERED.has(String((error as { code?: unknown }).code));
}
