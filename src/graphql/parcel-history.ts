import { EVENTS_OF_ZONE } from '../departments/land/supply-datasets.js';
import type { DepartmentId } from '../grading/fact.js';
import { projectKey, projectOf } from '../land-use/land-on.js';
import type { ContractView, LandView } from './land-contracts.js';

type Kind = 'APPROVAL' | 'APPROVAL_CHANGE' | 'CONTRACT' | 'MILESTONE' | 'TRANSFER' | 'IDLE_CASE' | 'INEFFICIENT';

/** Something that happened to a parcel, and whose record says so. */
export interface ParcelHappening {
  readonly date: string | null;
  readonly kind: Kind;
  /** 事件 or 种类 as handed over. */
  readonly what: string;
  readonly document: string | null;
  readonly parcelCode: string;
  readonly contract: ContractView | undefined;
  readonly successors: readonly string[];
  readonly madeOf: readonly DepartmentId[];
}

/** The contracts over some parcels that are there for the viewer, by signing day and number. */
export function contractsOver(view: LandView, parcels: readonly string[]): ContractView[] {
  const wanted = new Set(parcels);
  return view.contracts
    .filter((contract) => parcelsOf(view, contract).some(({ code }) => wanted.has(code)))
    .sort((a, b) => compare(a.signedOn, b.signedOn) || compare(a.number, b.number));
}

/** The parcels of a contract: those of `land.supply_parcels`, else the one of its row. */
export function parcelsOf(view: LandView, { number, parcelCode, area }: ContractView) {
  const several = view.supplyParcels.get(number)?.map(({ parcelCode: code, area: its }) => ({ code, area: its }));
  return several ?? (parcelCode === null ? [] : [{ code: parcelCode, area }]);
}

/** What happened to a parcel, to what it came from and what it was divided into, by day. */
export function historyOf(view: LandView, parcel: string): ParcelHappening[] {
  const { successors } = view.today;
  const parcels = [...new Set([...successors.preceding(parcel), ...successors.following(parcel)])];
  const found: ParcelHappening[] = [];
  const nothing = { contract: undefined, successors: [], madeOf: ['land'] } as const;
  for (const contract of contractsOver(view, parcels)) {
    const { number, way, signedOn } = contract;
    const parcelCode = parcelsOf(view, contract).find(({ code }) => parcels.includes(code))!.code;
    const its = { ...nothing, contract, parcelCode };
    found.push({ ...its, date: signedOn, kind: 'CONTRACT', what: way ?? '供地', document: number });
    const approval = view.approvals.get(projectOf(contract) ?? '');
    if (approval) {
      found.push({ ...its, date: approval.approvedOn, kind: 'APPROVAL', what: approval.kind ?? '批准', document: approval.document });
      for (const change of view.changes.get(projectKey(approval.document, approval.project)) ?? [])
        found.push({ ...its, date: change.date, kind: 'APPROVAL_CHANGE', what: change.kind ?? '变动', document: change.document });
    }
    for (const { event, date, document } of view.milestones.get(number) ?? []) {
      const madeOf: readonly DepartmentId[] = EVENTS_OF_ZONE.includes(event) ? ['zone'] : ['land'];
      found.push({ ...its, madeOf, date, kind: 'MILESTONE', what: event, document });
    }
    for (const { recognisedOn, openedOn, document, number: caseNumber } of view.cases.get(number) ?? [])
      found.push({
        ...{ ...its, date: recognisedOn ?? openedOn, kind: 'IDLE_CASE' },
        what: recognisedOn === null ? '立案' : '认定',
        document: document ?? caseNumber,
      });
  }
  for (const { kind, parcelCode, date, number, successors: into } of view.records.transfers)
    if (parcelCode !== null && parcels.includes(parcelCode))
      found.push({ ...nothing, parcelCode, date, kind: 'TRANSFER', what: kind ?? '登记', document: number, successors: into });
  for (const { parcelCode, recognisedOn, rule, number } of view.records.inefficient)
    if (parcelCode !== null && parcels.includes(parcelCode))
      found.push({
        ...nothing,
        ...{ parcelCode, date: recognisedOn, kind: 'INEFFICIENT', what: rule ?? '认定', document: number, madeOf: ['industry'] },
      });
  return found.sort((a, b) => compare(a.date, b.date) || compare(a.document, b.document));
}

/** Null first. */
function compare(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? -1 : 1;
  return a < b ? -1 : 1;
}
