import type { Lease, Title } from '../../src/departments/land/record.js';
import type { LinkedLandSource } from '../../src/departments/tax/land-source.js';
import { Rational } from '../../src/grading/rational.js';
import { findLandTax, type LandAndTax } from '../../src/land-tax/find.js';
import type { LandTaxFinding } from '../../src/land-tax/finding.js';
import type { SourceRules } from '../../src/land-tax/source-findings.js';
import { landClassKey } from '../../src/policy/rate-class.js';
import type { RatePeriod } from '../../src/policy/rate-table.js';

export const OWNER = '913399011B50G4FE5D';
export const TENANT = '913399011FMM03JCX5';
export const LAND = '339901025037GB00022W00000000';
export const PLANT = '339901025037GB00022F00010001';
export const COLLECTIVE = '339901025037JB00022W00000000';
const MU = Rational.of(15n, 10_000n);
const NOWHERE = { version: 1, handoverId: 1, sheet: null, line: 2 };

/** An area of so many ㎡, as records keep it (亩). */
export function squares(text: string): Rational {
  return Rational.from(text).times(MU);
}

export function title(over: Partial<Title> = {}): Title {
  return {
    ...{ unitCode: LAND, holderName: '甲厂', holderId: OWNER, holder: { creditCode: OWNER, ground: 'DOCUMENT' } },
    ...{ area: squares('1000'), landClass: '二级', use: '工业用地', right: '出让', acquired: '2015-06-01', ended: null },
    ...{ share: undefined, location: '某地', town: '339901101', source: NOWHERE },
    ...over,
  };
}

export function source(over: Partial<LinkedLandSource> = {}): LinkedLandSource {
  return {
    ...{ sourceId: 'TD1', taxpayerId: OWNER, taxpayerName: '甲厂', taxpayer: OWNER, unitCode: LAND },
    ...{ occupiedArea: squares('1000'), taxableArea: squares('1000'), relievedArea: Rational.ZERO, landClass: '二级' },
    ...{ rate: Rational.integer(10), startDate: '2018-01-01', endDate: null },
    ...{ annualTax: Rational.integer(10_000), annualRelief: Rational.ZERO, source: { ...NOWHERE, handoverId: 2, line: 3 } },
    ...over,
  };
}

export function lease(over: Partial<Lease> = {}): Lease {
  return {
    ...{ unitCode: COLLECTIVE, ownerId: '339901197001010000', owner: undefined, tenant: TENANT, area: squares('100') },
    ...{ startDate: '2020-01-01', endDate: null, source: { ...NOWHERE, handoverId: 3, line: 4 } },
    ...over,
  };
}

export const RATES: RatePeriod = {
  ...{ from: undefined, to: undefined, article: undefined },
  rates: new Map(Object.entries({ 一级: '15', 二级: '10', 三级: '6' }).map(([name, rate]) => [landClassKey(name), Rational.from(rate)])),
};

/** The findings of some records in 2024. */
export function find(records: Partial<LandAndTax>, rules: Partial<SourceRules> = {}): LandTaxFinding[] {
  return findLandTax({ titles: [], leases: [], sources: [], ...records }, { year: 2024, rates: RATES, ...rules });
}

/** A finding in short: kind, registered / taxable / difference, tax at stake. */
export function short({ kind, registeredArea, taxableArea, differenceArea, taxAtStake }: LandTaxFinding): string {
  const [registered, taxable, difference] = [registeredArea, taxableArea, differenceArea].map((area) => area?.toString() ?? '–');
  return `${kind} ${registered} / ${taxable} / ${difference} ${taxAtStake?.toFixed(2) ?? 'null'}`;
}
