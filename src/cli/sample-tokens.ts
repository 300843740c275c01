import { and, asc, isNotNull, isNull } from 'drizzle-orm';
import { ROLES, type Role } from '../access/viewer.js';
import type { Db } from '../db/db.js';
import { enterprise } from '../enterprise/table.js';
import type { SampleRole } from '../http/sessions/sample-sign-in.js';
import type { TokenKey } from '../http/tokens/hub-keys.js';
import { signToken } from '../http/tokens/sign.js';

/** The purposes that the sample's grants are for; they are in the tokens that use them. */
const PURPOSES: Partial<Record<Role, string>> = { zone_committee: '亩均评价', evaluation_office: '亩均评价', tax_officer: '以税节地' };

/** For every page of the sample hub: GraphiQL asks for the schema. */
function sampleToken(key: TokenKey, audience: string, role: Role, { zone, town, creditCode }: SampleEnterprise): Promise<string> {
  const claims = {
    subject: `sample-${role}`,
    role,
    purpose: PURPOSES[role] ?? '试用',
    ...(role === 'dashboard' ? {} : { introspect: true }),
    ...(role === 'zone_committee' ? { zones: [zone] } : {}),
    ...(role === 'town' ? { towns: [town] } : {}),
    ...(role === 'enterprise' ? { creditCode } : {}),
    ...(role === 'department' ? { department: 'tax' } : {}),
  };
  return signToken(key, claims, '24h', audience);
}

/** A token for each role, good for a day. */
export function sampleTokens(key: TokenKey, audience: string, its: SampleEnterprise): Promise<SampleRole[]> {
  return Promise.all(ROLES.map(async (role) => ({ role, of: standsFor(role, its), token: await sampleToken(key, audience, role, its) })));
}

function standsFor(role: Role, { zone, town, creditCode, name }: SampleEnterprise): string | null {
  const of: Partial<Record<Role, string>> = {
    zone_committee: `园区 ${zone}`,
    town: `镇街 ${town}`,
    enterprise: name ?? creditCode,
    department: '税务局',
  };
  return of[role] ?? null;
}

/** The enterprise whose zone, town and code the sample tokens stand for. */
export interface SampleEnterprise {
  readonly creditCode: string;
  readonly name: string | null;
  readonly zone: string;
  readonly town: string;
}

/** The first, by zone and code, of those that lie in a zone and a town. */
export async function firstEnterprise(db: Db): Promise<SampleEnterprise> {
  const [row] = await db
    .select({ creditCode: enterprise.creditCode, name: enterprise.name, zone: enterprise.zone, town: enterprise.town })
    .from(enterprise)
    .where(and(isNull(enterprise.superseded), isNotNull(enterprise.zone), isNotNull(enterprise.town)))
    .orderBy(asc(enterprise.zone), asc(enterprise.creditCode))
    .limit(1);
  return {
    creditCode: row?.creditCode ?? '',
    name: row?.name ?? null,
    zone: row?.zone ?? '000000',
    town: row?.town ?? '000000000',
  };
}
