import {
  createLocalJWKSet,
  decodeProtectedHeader,
  errors,
  exportJWK,
  jwtVerify,
  type FlattenedJWSInput,
  type JWTPayload,
  type JWTVerifyGetKey,
  type JWTVerifyOptions,
} from 'jose';
import { Refusal } from '../../access/refusal.js';
import { viewerOf, type Viewer } from '../../access/viewer.js';
import type { RefusedTokenReason } from '../../audit/refused-tokens.js';
import type { CheckingKey } from './hub-keys.js';
import { isTooLong, USUAL_DAYS } from './lifetime.js';
import type { Revoked } from './revocations.js';
import { ProvenTokens } from './proven-tokens.js';
import { TokenRefused } from './token-refused.js';

/** Whom the hub's own tokens are issued by, and for unless given. */
export const HUB = 'muhub';
export const OWN_ALGORITHM = 'EdDSA';
/** Signatures alone: with a shared secret, who checks could also issue; a public key must never be taken for one. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'];
const RENEW = '请重新申请令牌（npx muhub token 可签发）';

export interface TokenRules {
  /** The hub's own keys, the current first. */
  readonly own: () => Promise<readonly CheckingKey[]>;
  /** Who else may issue tokens, and the keys to check them with. */
  readonly other?: { readonly issuer: string; readonly keys: JWTVerifyGetKey };
  readonly audience?: string;
  /** Seconds by which the issuer's clock may differ. */
  readonly clockSkew?: number;
  /** Days that a token may be good for. */
  readonly mostDays?: number;
  readonly revoked?: () => Promise<Revoked>;
}

/** What a good token says. */
export interface Verified {
  /** Whom it speaks for. */
  readonly viewer: Viewer;
  /** What its requests are counted by: its number, else its subject, with its issuer; nothing that would give it away. */
  readonly account: string;
}

/** What checks an `Authorization` header; see {@link tokenVerifier}. */
export type Verify = (authorization: string | undefined) => Promise<Verified>;

/**
 * Checks tokens: signature by a known key, issuer of that key, audience, times, revocation, claims.
 * Its promises reject with Refusal UNAUTHENTICATED, saying what is wrong and what to do, or SOURCE_UNAVAILABLE where
 * keys or revocations cannot be read: then nobody is let in on trust.
 */
export function tokenVerifier({ own, other, audience = HUB, clockSkew = 30, mostDays = USUAL_DAYS, revoked }: TokenRules): Verify {
  const ownKeys = new OwnKeys();
  const proven = new ProvenTokens();
  return async (authorization) => {
    const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
    if (!token) throw missing(authorization, '缺少令牌：请在请求头中给出 Authorization: Bearer <令牌>（npx muhub token 可签发）');
    const ours = await available('令牌密钥', own);
    const ownSet = await ownKeys.of(ours);
    let issuer: string = HUB;
    const key: JWTVerifyGetKey = async (header, jws) => {
      if (header.crit !== undefined) throw new errors.JOSENotSupported('no extension is understood');
      if (!other || header.kid === undefined ? !other : ours.some(({ kid }) => kid === header.kid)) return ownSet(header, jws);
      issuer = other!.issuer;
      return available('签发方的公钥', async () => other!.keys(header, jws));
    };
    let payload: JWTPayload;
    try {
      const rules = { audience, clockTolerance: clockSkew, algorithms: ALGORITHMS, requiredClaims: ['exp', 'sub', 'iss', 'role'] };
      const known = await proven.known(token, key, clockSkew);
      payload = known ? known.payload : await checked(token, key, rules, proven);
    } catch (error) {
      throw error instanceof Refusal ? error : refusalOf(error);
    }
    if (payload.iss !== issuer) throw new TokenRefused('ISSUER', `令牌的 iss 不被接受，${RENEW}`);
    if ((payload.iat ?? 0) > Date.now() / 1000 + clockSkew) throw new TokenRefused('CLAIMS', `令牌的 iat 晚于现在，${RENEW}`);
    if (isTooLong(payload, mostDays)) throw new TokenRefused('LIFETIME', `令牌的有效期超过 ${mostDays} 天，不被接受，${RENEW}`);
    if (revoked && (await available('令牌撤销名单', revoked))(payload)) throw new TokenRefused('REVOKED', `令牌已被撤销，${RENEW}`);
    try {
      return { viewer: viewerOf(payload), account: accountOf(payload) };
    } catch (error) {
      throw refusalOf(error);
    }
  };
}

function accountOf({ iss, sub, jti }: JWTPayload): string {
  return JSON.stringify(jti === undefined ? ['subject', iss, sub] : ['token', iss, jti]);
}

/** Checks a token's signature and what it says of itself. */
async function checked(token: string, key: JWTVerifyGetKey, rules: JWTVerifyOptions, proven: ProvenTokens): Promise<JWTPayload> {
  let jws: FlattenedJWSInput | undefined;
  const asked: JWTVerifyGetKey = (header, input) => {
    jws = input;
    return key(header, input);
  };
  try {
    const { payload, protectedHeader: header, key: its } = await jwtVerify(token, asked, rules);
    proven.keep(token, { payload, header, jws: jws!, key: its });
    return payload;
  } catch (error) {
    return byOneOf(error, token, rules);
  }
}

/** Checks with each key of the one `kid` that a token names: an issuer may give two of a name. @throws the error otherwise */
async function byOneOf(error: unknown, token: string, rules: JWTVerifyOptions): Promise<JWTPayload> {
  if (!(error instanceof errors.JWKSMultipleMatchingKeys) || decodeProtectedHeader(token).kid === undefined) throw error;
  for await (const key of error as unknown as AsyncIterable<CryptoKey>) {
    try {
      return (await jwtVerify(token, key, rules)).payload;
    } catch (wrong) {
      if (!(wrong instanceof errors.JWSSignatureVerificationFailed)) throw wrong;
    }
  }
  throw new errors.JWSSignatureVerificationFailed();
}

/** The hub's own keys as a set: made anew where they are others. */
class OwnKeys {
  #keys: readonly CheckingKey[] = [];
  #set: Promise<JWTVerifyGetKey> | undefined;

  of(keys: readonly CheckingKey[]): Promise<JWTVerifyGetKey> {
    const isSame = keys.length === this.#keys.length && keys.every((key, at) => key === this.#keys[at]);
    if (isSame && this.#set) return this.#set;
    this.#keys = [...keys];
    return (this.#set = Promise.all(keys.map(asJwk)).then((jwks) => createLocalJWKSet({ keys: jwks })));
  }
}

const JWKS = new WeakMap<CheckingKey, Promise<object>>();

/** Bound to its algorithm: no other may be used with it. */
function asJwk(key: CheckingKey): Promise<{ kty: string }> {
  const known = JWKS.get(key) ?? exportJWK(key.publicKey).then((jwk) => ({ ...jwk, kid: key.kid, alg: OWN_ALGORITHM, use: 'sig' }));
  JWKS.set(key, known);
  return known as Promise<{ kty: string }>;
}

/** Runs what reads keys or lists: what is wrong with the token passes, everything else is the hub's own trouble. */
async function available<T>(what: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    const ofToken = error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys;
    if (ofToken) throw error;
    throw new Refusal('SOURCE_UNAVAILABLE', `${what}暂时读不出来，无法核对令牌：请稍后重试；若持续出现，请联系系统管理员`, {
      cause: error,
    });
  }
}

function refusalOf(error: unknown): TokenRefused {
  const refused = (reason: RefusedTokenReason, why: string) => new TokenRefused(reason, `${why}，${RENEW}`);
  if (error instanceof errors.JWTExpired) return refused('EXPIRED', '令牌已过期');
  if (error instanceof errors.JWSSignatureVerificationFailed) return refused('SIGNATURE', '令牌不是本中枢认可的签发方签发的（签名不符）');
  if (error instanceof errors.JWKSNoMatchingKey)
    return refused('UNKNOWN_KEY', '令牌不是本中枢认可的签发方签发的（签名密钥不认识，或已停用）');
  if (error instanceof errors.JWKSMultipleMatchingKeys) return refused('UNKNOWN_KEY', '令牌须在 kid 中写明签名密钥');
  if (error instanceof errors.JOSEAlgNotAllowed) return refused('ALGORITHM', '令牌未签名或签名算法不被接受');
  if (error instanceof errors.JOSENotSupported) return refused('ALGORITHM', '令牌的签名方式不被接受');
  if (error instanceof errors.JWTClaimValidationFailed) return refused('CLAIMS', `令牌的 ${error.claim} 不被接受`);
  if (error instanceof RangeError) return refused('CLAIMS', `令牌内容有误：${error.message}`);
  return refused('MALFORMED', '令牌格式有误，不是完整的 JWT');
}

/** Nothing was refused where nothing was given. */
function missing(authorization: string | undefined, message: string): Refusal {
  return authorization === undefined ? new Refusal('UNAUTHENTICATED', message) : new TokenRefused('MALFORMED', message);
}
