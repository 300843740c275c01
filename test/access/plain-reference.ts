import type { Grant } from '../../src/access/grants.js';
import type { SharingRegister } from '../../src/access/sharing.js';

/*
 * Who is given what, said plainly and once more from SHARING.md, to be laid beside what the hub answers. It shares with
 * the hub what the SDL declares of each field, and nothing of how it decides.
 */

export interface Asker {
  readonly role: string;
  readonly zones?: string[];
  readonly towns?: string[];
  readonly department?: string;
  readonly creditCode?: string;
  readonly purpose?: string;
}

export interface Firm {
  readonly code: string;
  readonly zone: string | null;
  readonly town: string | null;
}

export interface Plain {
  readonly register: SharingRegister;
  readonly grants: readonly Grant[];
  /** `<code> <year> <purpose>`. */
  readonly consents: ReadonlySet<string>;
}

const BLIND = ['analyst', 'dashboard', 'public', 'auditor', 'security_admin', 'system_admin'];

/** Whether there is such an enterprise for who asks. */
export function isThere({ role, zones = [], towns = [], creditCode }: Asker, { code, zone, town }: Firm): boolean {
  if (BLIND.includes(role)) return false;
  if (role === 'zone_committee' || (role === 'evaluation_office' && zones.length > 0)) return zone !== null && zones.includes(zone);
  if (role === 'town') return town !== null && towns.includes(town);
  return role !== 'enterprise' || creditCode === code;
}

/**
 * The departments whose part of a coordinate is given to who asks, of what is of some enterprises in one year: in a zone
 * with any of them, by consent of them all.
 */
export function partsGiven(
  { register, grants, consents }: Plain,
  asker: Asker,
  coordinate: string,
  firms: readonly Firm[],
  year: number | undefined,
): ReadonlySet<string> {
  const { kind, department, madeOf, named } = register.fields.get(coordinate)!;
  const given = new Set<string>(['register']);
  if (asker.role === 'department' && asker.department !== 'county') given.add(asker.department!);
  for (const { to, what, except, exact, rows, acts, purpose, givenBy } of grants) {
    if (to.role !== asker.role || (to.department && to.department !== asker.department) || to.subject || to.organisation) continue;
    if (purpose !== undefined && purpose !== asker.purpose) continue;
    if (!acts.includes('READ') && !(acts.includes('DERIVE') && kind !== 'RECORD')) continue;
    if (exact && !acts.includes('READ') && kind !== 'DERIVED') continue;
    if (except.some((name) => isNamedBy(name, coordinate))) continue;
    if (typeof rows === 'object' && !firms.some(({ zone }) => zone !== null && rows.zones.includes(zone))) continue;
    const consented = firms.length > 0 && firms.every(({ code }) => consents.has(`${code} ${year} ${purpose}`));
    if (rows === 'consented' && !consented) continue;
    for (const name of what) {
      const parts = new Set<string>();
      if (isNamedBy(name, coordinate))
        for (const each of kind === 'DERIVED' ? (givenBy ?? [department, ...madeOf]) : [department]) parts.add(each);
      const [sort, of] = name.split(':') as [string, string?];
      if (!named && !exact && name === 'results' && kind !== 'RECORD') parts.add('county');
      if (!named && !exact && of && kind !== 'RECORD') parts.add(of);
      if (!named && !exact && of && kind === 'RECORD' && sort === 'records' && (of === department || madeOf.some((each) => each === of)))
        parts.add(of);
      for (const part of parts) if (!givenBy || givenBy.some((each) => each === part)) given.add(part);
    }
  }
  return given;
}

function isNamedBy(name: string, coordinate: string): boolean {
  return name === coordinate || (name.endsWith('.*') && name.slice(0, -2) === coordinate.split('.')[0]);
}
