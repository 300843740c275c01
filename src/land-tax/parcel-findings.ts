import { squareMetres } from '../grading/land-area.js';
import { Rational } from '../grading/rational.js';
import type { Lease } from '../departments/land/record.js';
import type { LinkedLandSource } from '../departments/tax/land-source.js';
import type { RatePeriod } from '../policy/rate-table.js';
import { findingId, type Evidence, type FindingKind, type LandTaxFinding } from './finding.js';
import { exceedsRounding, holderKey, isPersonOrVillage, taxpayerKey, type Parcel } from './parcel.js';
import { NO_STAKE, rateOf, stake } from './stake.js';

const COLLECTIVE = 'J';
const RIGHT_CHARACTER = 12;

/** What a finding about a whole parcel adds to the parcel itself; areas in ㎡. */
interface About {
  readonly taxpayer: string | undefined;
  /** What the taxpayer is known by: in the identity of the finding. */
  readonly taxpayerKey: string | null;
  readonly taxableArea: Rational | undefined;
  readonly differenceArea: Rational | undefined;
  readonly taxAtStake: Rational | undefined;
  readonly evidence?: Partial<Evidence>;
}

/** The findings about a parcel as a whole: land without a source, under-declared, let, doubled, of an unknown holder. */
export function parcelFindings(parcel: Parcel, year: number, rates: RatePeriod): LandTaxFinding[] {
  const { title, sources } = parcel;
  const found: LandTaxFinding[] = [];
  const add = (kind: FindingKind, about: About) => found.push(finding(kind, parcel, year, about));
  const rate = () => rateOf(rates, title.landClass);
  const ofHolder = { taxpayer: title.holder?.creditCode, taxpayerKey: holderKey(title) };
  if (sources.length === 0) {
    if (title.holder && (!title.area || exceedsRounding(title.area))) {
      const area = squareMetres(title.area);
      add('NOT_REGISTERED', { ...ofHolder, taxableArea: Rational.ZERO, differenceArea: area, taxAtStake: stake(area, rate()) });
    }
    if (!title.holder && title.unitCode[RIGHT_CHARACTER] === COLLECTIVE) {
      for (const [tenant, leases] of byTenant(parcel.leases)) {
        const leased = sum(leases.map((lease) => lease.area));
        if (leased && !exceedsRounding(leased)) continue;
        const differenceArea = squareMetres(leased);
        const tenancy = { taxpayer: tenant, taxpayerKey: tenant, taxableArea: Rational.ZERO, differenceArea };
        add('LEASE_NOT_DECLARED', { ...tenancy, taxAtStake: stake(differenceArea, rate()), evidence: { leases } });
      }
    }
  } else {
    const declared = sum(sources.map(declaredArea));
    const missing = title.area && declared && title.area.minus(declared);
    if (missing && exceedsRounding(missing)) {
      const differenceArea = squareMetres(missing);
      const taxableArea = squareMetres(sum(sources.map((source) => source.taxableArea)));
      add('UNDER_DECLARED', { ...ofHolder, taxableArea, differenceArea, taxAtStake: stake(differenceArea, rate()), evidence: { sources } });
    }
    for (const doubled of doubledSources(parcel)) {
      const taxableArea = squareMetres(sum(doubled.map((source) => source.taxableArea)));
      const whose = { taxpayer: doubled[0]!.taxpayer, taxpayerKey: taxpayerKey(doubled[0]!) };
      add('DUPLICATED_SOURCE', {
        ...whose,
        taxableArea,
        differenceArea: squareMetres(title.area),
        taxAtStake: NO_STAKE,
        evidence: { sources: doubled },
      });
    }
  }
  if (!title.holder && !isPersonOrVillage(title)) {
    add('UNLINKED_HOLDER', { ...ofHolder, taxableArea: undefined, differenceArea: undefined, taxAtStake: NO_STAKE });
  }
  return found;
}

function finding(kind: FindingKind, { key, title, rivals }: Parcel, year: number, about: About): LandTaxFinding {
  return {
    id: findingId({ kind, year, parcel: key, taxpayer: about.taxpayerKey, sourceId: null }),
    ...{ kind, year, unitCode: title.unitCode, sourceId: null },
    ...{ holder: title.holder?.creditCode, taxpayer: about.taxpayer },
    registeredArea: squareMetres(title.area),
    ...{ taxableArea: about.taxableArea, differenceArea: about.differenceArea, taxAtStake: about.taxAtStake },
    ...{ town: title.town, landClass: title.landClass, status: 'OPEN' },
    evidence: { title, rivals, sources: [], leases: [], ...about.evidence },
  };
}

/** The sources of each taxpayer that together declare more than the parcel has. */
function doubledSources({ title, sources }: Parcel): LinkedLandSource[][] {
  if (sources.length < 2 || !title.area) return [];
  const area = title.area;
  const byTaxpayer = new Map<string, LinkedLandSource[]>();
  for (const source of sources) {
    const key = taxpayerKey(source);
    if (key === null) continue;
    const known = byTaxpayer.get(key);
    if (known) known.push(source);
    else byTaxpayer.set(key, [source]);
  }
  return [...byTaxpayer.values()].filter((its) => {
    const declared = Rational.sum(
      its.flatMap(({ taxableArea, relievedArea }) => [taxableArea ?? Rational.ZERO, relievedArea ?? Rational.ZERO]),
    );
    return its.length > 1 && exceedsRounding(declared.minus(area));
  });
}

function byTenant(leases: readonly Lease[]): Map<string, Lease[]> {
  const tenants = new Map<string, Lease[]>();
  for (const lease of leases) {
    const known = tenants.get(lease.tenant);
    if (known) known.push(lease);
    else tenants.set(lease.tenant, [lease]);
  }
  return tenants;
}

/** Taxable and relieved, 亩. */
function declaredArea({ taxableArea, relievedArea }: LinkedLandSource): Rational | undefined {
  return relievedArea && relievedArea.sign !== 0 ? taxableArea?.plus(relievedArea) : taxableArea;
}

/** The sum; undefined if any of it is missing. */
function sum(areas: readonly (Rational | undefined)[]): Rational | undefined {
  if (areas.length === 1) return areas[0];
  const known = areas.filter((area) => area !== undefined);
  return known.length === areas.length ? Rational.sum(known) : undefined;
}
