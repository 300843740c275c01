import fc from 'fast-check';
import { Rational } from '../../src/grading/rational.js';
import { MILESTONE_EVENTS, type LandRecords, type LandRegister } from '../../src/land-use/records.js';
import { plusDays } from '../../src/land-use/days.js';

/** Days of two years around a 29 February, with equal ones often among them. */
export const anyDay = fc.oneof(
  fc.integer({ min: 0, max: 60 }).map((days) => plusDays('2024-01-10', days)),
  fc.integer({ min: 0, max: 730 }).map((days) => plusDays('2023-03-01', days)),
);
const maybeDay = fc.option(anyDay, { freq: 8 });
const area = fc.integer({ min: 1, max: 900 }).map((tenths) => Rational.of(BigInt(tenths), 10n));
const maybeArea = fc.option(area, { freq: 12, nil: undefined });
const contract = fc.constantFrom('C1', 'C2', 'C3');
const project = fc.constantFrom('P1', 'P2');
const place = { town: fc.constantFrom('339901101', '339901102', null), zone: fc.constantFrom('339901001', null) };

const numbered = <T extends object>(items: fc.Arbitrary<T>, max: number) =>
  fc.array(items, { maxLength: max }).map((rows) => rows.map((row, index) => ({ ...row, number: `N${index}`, document: `D${index % 3}` })));

/** Histories of a few projects and contracts: dates in any order, gaps, equal days. */
export const anyRecords: fc.Arbitrary<LandRecords> = fc
  .record({
    approvals: fc.uniqueArray(fc.record({ project, approvedOn: maybeDay, area: maybeArea, possessionOn: maybeDay, ...place }), {
      selector: ({ project: of }) => of,
      maxLength: 2,
    }),
    changes: numbered(fc.record({ project, date: maybeDay, area: maybeArea }), 3),
    supplies: fc.uniqueArray(
      fc.record({ number: contract, project: fc.option(project), signedOn: maybeDay, startOn: maybeDay, area: maybeArea, ...place }),
      { selector: ({ number }) => number, maxLength: 3 },
    ),
    milestones: numbered(
      fc.record({
        contract,
        event: fc.constantFrom(...MILESTONE_EVENTS),
        date: anyDay,
        newDate: maybeDay,
        startedArea: maybeArea,
        areaToStart: maybeArea,
      }),
      9,
    ),
    idleCases: numbered(fc.record({ contract, openedOn: maybeDay, recognisedOn: maybeDay, finishedOn: maybeDay }), 3),
  })
  .map(({ approvals, changes, supplies, milestones, idleCases }) => ({
    ...NOTHING,
    approvals: approvals.map((row) => ({ ...row, document: '文', kind: null })),
    changes: changes.map((row) => ({ ...row, approvalDocument: '文', kind: null })),
    supplies: supplies.map((row) => ({ ...NO_TERMS, ...row, approvalDocument: '文' })),
    milestones: milestones.map((row) => ({ ...row, postponed: row.event === '延期批准' ? ('动工' as const) : null, invested: undefined })),
    idleCases: idleCases.map((row) => ({ ...row, cause: '企业' as const, way: null, fee: undefined, feePaidOn: null })),
  }));

export const register: LandRegister = {
  titles: [],
  enterpriseOf: () => undefined,
  towns: ['339901101', '339901102'],
  zones: ['339901001'],
};

const NOTHING: LandRecords = {
  ...{ approvals: [], changes: [], supplies: [], supplyParcels: [], payments: [], milestones: [], outputContracts: [], checks: [] },
  ...{ idleCases: [], inefficient: [], transfers: [], projects: [], zones: [], regions: [], mines: [] },
};

const NO_TERMS = {
  ...{ supervisionNumber: null, parcelCode: null, way: null, existingArea: undefined, price: undefined, useCode: null },
  ...{ years: undefined, leaseEnd: null, holderId: null, signedBy: null, deliveryOn: null, completionOn: null },
  ...{ floorAreaRatioAtLeast: undefined, totalInvestment: undefined, standardLand: undefined, startPenaltyRate: undefined },
  ...{ completionPenaltyRate: undefined, penaltyCap: undefined },
};
