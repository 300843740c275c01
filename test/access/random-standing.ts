import { consentKey } from '../../src/access/decide.js';
import type { Grant } from '../../src/access/grants.js';
import type { OnRecord } from '../../src/grants/standing.js';
import type { DepartmentId } from '../../src/grading/fact.js';
import { grantOf, PURPOSE, SAMPLE } from './access-for.js';
import type { Asker } from './plain-reference.js';
import type { Dice } from './random-document.js';

/** What askers and grants may be of. */
export interface County {
  readonly zones: readonly string[];
  readonly towns: readonly string[];
  readonly codes: readonly string[];
  readonly year: number;
}

export const DEPARTMENTS: readonly DepartmentId[] = ['tax', 'emissions', 'employment', 'land', 'statistics', 'utilities'];
const ROLES = [
  'tax_officer',
  'zone_committee',
  'department',
  'town',
  'enterprise',
  'evaluation_office',
  'analyst',
  'public',
  'approver',
  'auditor',
  'security_admin',
];

/** Who asks: mostly who is bound to some enterprises. */
export function askerBy(by: Dice, { zones, towns, codes }: County): Asker {
  const role = by.one([...ROLES, 'zone_committee', 'zone_committee', 'town', 'enterprise', 'evaluation_office']);
  return {
    role,
    ...(role === 'zone_committee' && { zones: by.chance(30) ? zones.slice(0, 2) : [by.one(zones)] }),
    ...(role === 'evaluation_office' && by.chance(40) && { zones: [by.one(zones)] }),
    ...(role === 'town' && { towns: [by.one(towns)] }),
    ...(role === 'department' && { department: by.one([...DEPARTMENTS, 'county']) }),
    ...(role === 'enterprise' && { creditCode: by.one(codes.slice(0, 80)) }),
    ...(by.chance(70) && { purpose: PURPOSE }),
  };
}

const NAMES = [
  'results',
  'Grade.total',
  'IndicatorResult.points',
  'TaxRecord.vatNet',
  'EmissionsRecord.*',
  'Parcel.*',
  'LandTaxSource.*',
  'LandTaxFinding.*',
  'LandTaxTask.*',
  'LowEfficiencyParcel.*',
  'PolicyDifference.*',
  'Treatment.amount',
  'Grade.*',
  'WhatIf.movers',
];

/** Numbers that no grant of the database comes to. */
const FAR = 1_000_000;

/** A grant of a file or on record, of some acts, for some rows. */
export function grantBy(by: Dice, at: number, { zones }: County): Grant {
  const role = by.one(['tax_officer', 'zone_committee', 'department', 'town', 'evaluation_office', 'analyst']) as Grant['to']['role'];
  const owner = by.one([...DEPARTMENTS, 'county' as const]);
  const what = by.chance(60) ? [by.chance(50) ? `records:${owner}` : `derived:${owner}`] : [by.one(NAMES)];
  const acts = (['READ', 'DERIVE', 'FILTER', 'ORDER', 'AGGREGATE', 'EXPORT'] as const).filter(() => by.chance(45));
  const rows = by.one<Grant['rows']>(['all', { zones: [by.one(zones)] }, 'consented', 'own_zones']);
  return grantOf({
    ...{
      id: by.chance(50) ? String(FAR + at) : `file-${at}`,
      to: { role },
      what,
      acts,
      exact: by.chance(15),
      except: by.chance(15) ? ['Treatment.amount', 'Grade.total'] : [],
    },
    rows: rows === 'own_zones' && role !== 'zone_committee' ? 'all' : rows,
    purpose: rows === 'consented' || by.chance(40) ? PURPOSE : undefined,
    givenBy: by.chance(80) ? [owner] : undefined,
  });
}

/** What is on record: what the sample county adds, grants, consents. */
export function standingBy(by: Dice, county: County): OnRecord {
  const { codes, year } = county;
  const more = Array.from({ length: by.below(4) }, (_, at) => grantBy(by, at, county));
  const sample = by.chance(50) ? SAMPLE.filter(({ id }) => id.startsWith('sample-')) : [];
  const consents = codes.filter(() => by.chance(30)).map((code) => ({ key: consentKey(code, year, PURPOSE), until: '2999-12-31' }));
  return { grants: [...sample, ...more], withdrawn: [], consents };
}
