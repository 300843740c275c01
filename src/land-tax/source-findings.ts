import type { Title } from '../departments/land/record.js';
import type { LinkedLandSource } from '../departments/tax/land-source.js';
import { squareMetres } from '../grading/land-area.js';
import { parcelOf } from '../handover/unit-code.js';
import { landClassKey } from '../policy/rate-class.js';
import type { RatePeriod } from '../policy/rate-table.js';
import { findingId, type FindingKind, type LandTaxFinding } from './finding.js';
import { exceedsRounding, taxpayerKey } from './parcel.js';
import type { ReliefGrants, ReliefGround } from '../policy-effects/relief.js';
import { NO_STAKE, rateOf, stake } from './stake.js';

/** What a source is looked at with. */
export interface SourceRules {
  readonly year: number;
  readonly rates: RatePeriod;
  /** Without it, relief is not looked at. */
  readonly grants?: ReliefGrants;
}

type About = Pick<LandTaxFinding, 'differenceArea' | 'taxAtStake'> & { readonly relief?: ReliefGround };

/**
 * The findings about one source in force.
 * @param title the row that stands for its parcel; undefined where no parcel in force bears its code
 * @param ended for the explanation: a title of the parcel that is no longer in force
 */
export function sourceFindings(source: LinkedLandSource, title: Title | undefined, rules: SourceRules, ended?: Title): LandTaxFinding[] {
  const found: LandTaxFinding[] = [];
  const add = (kind: FindingKind, about: About) => found.push(finding(kind, source, title, rules.year, about, ended));
  const excess = source.taxableArea && source.occupiedArea && source.taxableArea.minus(source.occupiedArea);
  if (excess && exceedsRounding(excess)) add('OVER_OCCUPIED', { differenceArea: squareMetres(excess), taxAtStake: NO_STAKE });
  if (title && isOtherClass(title.landClass, source.landClass)) {
    const taxable = squareMetres(source.taxableArea);
    const [right, declared] = [rateOf(rules.rates, title.landClass), rateOf(rules.rates, source.landClass)];
    add('WRONG_CLASS', { differenceArea: taxable, taxAtStake: stake(taxable, right && declared && right.minus(declared)) });
  }
  const relief = source.annualRelief && rules.grants?.(source);
  const beyond = source.annualRelief && relief && source.annualRelief.minus(relief.granted).round(2);
  if (beyond && beyond.sign > 0) add('RELIEF_WITHOUT_GROUND', { differenceArea: undefined, taxAtStake: beyond, relief });
  if (!title) add('NO_TITLE', { differenceArea: squareMetres(source.taxableArea), taxAtStake: NO_STAKE });
  return found;
}

/** A class that is not given differs from none. */
function isOtherClass(registered: string | null, declared: string | null): boolean {
  return registered !== null && declared !== null && landClassKey(registered) !== landClassKey(declared);
}

function finding(
  kind: FindingKind,
  source: LinkedLandSource,
  title: Title | undefined,
  year: number,
  about: About,
  ended: Title | undefined,
): LandTaxFinding {
  const { sourceId, unitCode, taxpayer } = source;
  const parcel = unitCode === null ? null : parcelOf(unitCode);
  return {
    id: findingId({ kind, year, parcel, taxpayer: taxpayerKey(source), sourceId }),
    ...{ kind, year, unitCode: title?.unitCode ?? unitCode, sourceId },
    ...{ holder: title?.holder?.creditCode, taxpayer },
    registeredArea: squareMetres(title?.area),
    taxableArea: squareMetres(source.taxableArea),
    ...{ differenceArea: about.differenceArea, taxAtStake: about.taxAtStake },
    ...{ town: title?.town ?? null, landClass: title?.landClass ?? source.landClass, status: 'OPEN' },
    evidence: { title: title ?? ended, sources: [source], leases: [], relief: about.relief },
  };
}
