import { parse } from 'yaml';
import { z } from 'zod';
import { Refusal } from '../../access/refusal.js';
import { ROLES, viewerOf } from '../../access/viewer.js';
import type { TokenClaims } from '../tokens/sign.js';

const NAME = z.string().min(1);
const MAP = z.strictObject({
  /** What is asked for, besides `openid`. */
  scope: z.array(NAME).default([]),
  subject: NAME,
  role: z.strictObject({ claim: NAME, values: z.record(z.string(), z.enum(ROLES)) }),
  zones: NAME.optional(),
  towns: NAME.optional(),
  department: NAME.optional(),
  creditCode: NAME.optional(),
  organisation: NAME.optional(),
  /** What for: of everybody. */
  purpose: z.string().default('日常履职'),
});

/** Which claims of an identity provider say whom somebody speaks for. */
export type ClaimMap = z.infer<typeof MAP>;
type Claims = Readonly<Record<string, unknown>>;

/** Reads the map from its file's text (YAML). @throws if it is none, or a key comes twice */
export function readClaimMap(text: string): ClaimMap {
  return MAP.parse(parse(text));
}

/**
 * Whom somebody speaks for by what the identity provider says of them.
 * @throws Refusal FORBIDDEN in words if it gives no role, two, or not what the role needs
 */
export function claimsBy(map: ClaimMap, given: Claims): TokenClaims {
  const [subject] = textsOf(given, map.subject);
  if (subject === undefined) throw refused(`没有给出使用人（${map.subject}）`);
  const roles = new Set(textsOf(given, map.role.claim).flatMap((value) => map.role.values[value] ?? []));
  const [role, ...more] = roles;
  if (role === undefined) throw refused(`没有给出可以使用本中枢的身份（${map.role.claim}）`);
  if (more.length > 0) throw refused(`同时给出了几个身份（${[...roles].join('、')}），一个账号只能有一个`);
  const one = (claim: string | undefined) => (claim === undefined ? undefined : textsOf(given, claim)[0]);
  const many = (claim: string | undefined) => (claim === undefined ? undefined : textsOf(given, claim));
  const claims = {
    ...{ subject, role, zones: many(map.zones), towns: many(map.towns), department: one(map.department) },
    ...{ creditCode: one(map.creditCode), organisation: one(map.organisation), purpose: map.purpose },
  };
  const { subject: sub, ...rest } = Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined));
  try {
    viewerOf({ ...rest, sub });
  } catch (error) {
    throw refused(`给出的身份不全：${(error as Error).message.replaceAll('的令牌须', '须')}`);
  }
  return claims;
}

/** A claim's texts: providers give one as a text, several as a list. */
function textsOf(given: Claims, claim: string): string[] {
  return [given[claim] ?? []].flat().filter((value): value is string => typeof value === 'string' && value !== '');
}

function refused(why: string): Refusal {
  return new Refusal('FORBIDDEN', `无权登录：统一身份认证${why}；请向本单位的账号管理员申请，或联系本中枢的系统管理员核对对照表`);
}
