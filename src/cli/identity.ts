import { readFile } from 'node:fs/promises';
import type { Config } from '../config/config.js';
import { OperatorError } from '../db/failure.js';
import { readClaimMap, type ClaimMap } from '../http/identity/claim-map.js';
import { openIdentityProvider, type IdentityProvider } from '../http/identity/identity-provider.js';

/**
 * The county's identity provider, by the settings; undefined: none is configured. It is asked when it is first needed.
 * @throws OperatorError naming the file of claims and what is wrong with it
 */
export async function openIdentity({ identity, publicUrl }: Config): Promise<IdentityProvider | undefined> {
  if (!identity || publicUrl === undefined) return undefined;
  const { issuer, clientId, clientSecret, claims } = identity;
  return openIdentityProvider({ issuer, clientId, clientSecret, publicUrl, map: await claimMap(claims) });
}

async function claimMap(file: string): Promise<ClaimMap> {
  try {
    return readClaimMap(await readFile(file, 'utf8'));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why =
      code === 'ENOENT' ? '没有这个文件' : code === 'EACCES' ? '没有读取权限' : '内容有误，应为 YAML 对照表，写法见 docs/identity.md';
    throw new OperatorError(`MUHUB_OIDC_CLAIMS ${file}：${why}`, { cause: error });
  }
}
