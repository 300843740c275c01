import { createPrivateKey, createPublicKey, generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { errors, jwtVerify, SignJWT } from 'jose';
import { Refusal } from '../access/refusal.js';
import { viewerOf, type Viewer } from '../access/viewer.js';

const ISSUER = 'muhub';
const AUDIENCE = 'muhub';
const ALGORITHM = 'EdDSA';
const FILE = 'token-ed25519.pem';
const RENEW = '请用 npx muhub token 重新签发';

/** The claims that a token is issued with; what a role needs is checked as on receipt. */
export interface TokenClaims {
  readonly subject: string;
  readonly role: string;
  readonly zones?: readonly string[];
  readonly department?: string;
  readonly organisation?: string;
  readonly purpose?: string;
  readonly adhoc?: boolean;
  readonly introspect?: boolean;
}

/** The key that tokens are signed with and checked against. */
export interface TokenKey {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/**
 * The hub's key in `<data folder>/keys`, made on first use, readable by its owner alone. Processes that start together
 * get the same one.
 */
export async function openTokenKey(dataDir: string): Promise<TokenKey> {
  const folder = path.join(dataDir, 'keys');
  const file = path.join(folder, FILE);
  const pem = (await existing(file)) ?? (await create(folder, file));
  const privateKey = createPrivateKey(pem);
  return { privateKey, publicKey: createPublicKey(privateKey) };
}

/**
 * A signed token.
 * @param lifetime as jose reads it: `24h`, `30d`
 * @throws RangeError (中文) if the claims name no role, or not what the role needs
 */
export async function signToken(key: TokenKey, claims: TokenClaims, lifetime = '24h'): Promise<string> {
  const { subject, ...rest } = claims;
  const body = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  viewerOf({ ...body, sub: subject });
  return new SignJWT(body)
    .setProtectedHeader({ alg: ALGORITHM })
    .setSubject(subject)
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setIssuedAt()
    .setExpirationTime(lifetime)
    .sign(key.privateKey);
}

/**
 * The viewer whom an `Authorization` header speaks for.
 * @throws Refusal UNAUTHENTICATED, saying what is wrong with it and what to do
 */
export async function verifyToken(key: TokenKey, authorization: string | undefined): Promise<Viewer> {
  const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
  if (!token) throw unauthenticated('缺少令牌：请在请求头中给出 Authorization: Bearer <令牌>（npx muhub token 可签发）');
  try {
    const { payload } = await jwtVerify(token, key.publicKey, {
      issuer: ISSUER,
      audience: AUDIENCE,
      algorithms: [ALGORITHM],
      requiredClaims: ['exp', 'sub', 'role'],
    });
    return viewerOf(payload);
  } catch (error) {
    throw unauthenticated(reasonOf(error));
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof errors.JWTExpired) return `令牌已过期，${RENEW}`;
  if (error instanceof errors.JWSSignatureVerificationFailed) return `令牌不是本中枢签发的（签名不符），${RENEW}`;
  if (error instanceof errors.JOSEAlgNotAllowed) return `令牌未签名或签名算法不被接受，${RENEW}`;
  if (error instanceof errors.JWTClaimValidationFailed) return `令牌的 ${error.claim} 不被接受，${RENEW}`;
  if (error instanceof RangeError) return `令牌内容有误：${error.message}，${RENEW}`;
  return `令牌格式有误，不是完整的 JWT，${RENEW}`;
}

function unauthenticated(message: string): Refusal {
  return new Refusal('UNAUTHENTICATED', message);
}

async function existing(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Written beside and linked into place, so that nobody reads half a key and the first of two writers wins. */
async function create(folder: string, file: string): Promise<string> {
  const { privateKey } = generateKeyPairSync('ed25519');
  const draft = `${file}.${randomUUID()}`;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(draft, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
  try {
    await link(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(draft);
  }
  return readFile(file, 'utf8');
}
