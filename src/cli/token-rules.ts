import { readFile } from 'node:fs/promises';
import type { TokenSettings } from '../config/tokens.js';
import { OperatorError } from '../db/failure.js';
import { HubKeys } from '../http/tokens/hub-keys.js';
import { issuerKeys } from '../http/tokens/issuer-keys.js';
import { keySet } from '../http/tokens/key-set.js';
import { revocationFile, revokedBy } from '../http/tokens/revocations.js';
import type { TokenRules } from '../http/tokens/verify.js';

/**
 * Whose tokens are good, by the settings; files are looked at now, so that a mistake in them is told at the start.
 * @param say told (中文) of keys that are skipped because they cannot be used, whenever that is found
 * @throws OperatorError naming the file and what is wrong with it
 */
export async function openTokenRules(
  dataDir: string,
  { audience, clockSkew, mostDays, other, revoked }: TokenSettings,
  say: (line: string) => void,
): Promise<TokenRules & { unusableKeys(): Promise<readonly string[]> }> {
  const keys = new HubKeys(dataDir, say);
  const list = revocationFile(revoked);
  await readable('MUHUB_REVOKED', revoked, revokedBy, '应为 YAML 列表，每项是 jti、subject（可加 issuedBefore）或 issuedBefore', true);
  if (other && !isAddress(other.jwks)) await readable('MUHUB_JWKS', other.jwks, keySet, '应为 JWKS：{"keys": [ … ]}，只含公钥');
  const others = other && issuerKeys(other.jwks, say);
  return {
    own: () => keys.keys(),
    other: other && others && { issuer: other.issuer, keys: others.keys },
    unusableKeys: async () => [
      ...(await keys.unusable().catch(() => ['中枢的令牌密钥：读不出来'])),
      ...((await others?.unusable().catch(() => ['：读不出来'])) ?? []).map((each) => `签发方的公钥${each}`),
    ],
    audience,
    clockSkew,
    mostDays,
    revoked: () => list.value(),
  };
}

function isAddress(source: string): boolean {
  return /^https?:\/\//.test(source);
}

async function readable(
  variable: string,
  file: string,
  read: (text: string) => unknown,
  expected: string,
  mayBeMissing = false,
): Promise<void> {
  try {
    read(await readFile(file, 'utf8'));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' && mayBeMissing) return;
    throw new OperatorError(
      `${variable} ${file}：${code === 'ENOENT' ? '没有这个文件' : code === 'EACCES' ? '没有读取权限' : `内容有误，${expected}`}`,
      { cause: error },
    );
  }
}
