import { Contract, type SuppliedParcel } from './contract.js';
import { countsOn } from './days.js';
import { byText, groupedBy } from './grouped.js';
import type {
  Approval,
  ApprovalChange,
  IdleCase,
  InefficientCase,
  LandRecords,
  LandRegister,
  OutputCheck,
  Supply,
  Transfer,
} from './records.js';
import { registeredOn, type RegisteredParcel } from './registered-parcels.js';
import { Successors } from './successors.js';

/** One approval project, with what was taken from it by a day. */
export interface Project {
  readonly key: string;
  readonly approval: Approval;
  readonly changes: readonly ApprovalChange[];
  readonly supplies: readonly Supply[];
}

/** Everything that counts on a day, joined. */
export interface LandOn {
  readonly on: string;
  readonly projects: ReadonlyMap<string, Project>;
  /** By 合同编号. */
  readonly contracts: ReadonlyMap<string, Contract>;
  readonly registered: ReadonlyMap<string, RegisteredParcel>;
  readonly successors: Successors;
  /** 转让 of a parcel by its code, by day and 登记号. */
  readonly sales: ReadonlyMap<string, readonly Transfer[]>;
  /** Checks of an output contract, the latest last. */
  readonly checks: ReadonlyMap<string, readonly OutputCheck[]>;
  readonly inefficient: readonly InefficientCase[];
  readonly enterpriseOf: LandRegister['enterpriseOf'];
}

/** 批准文号/项目编号, by which an approval project is named. */
export function projectKey(document: string, project: string): string {
  return `${document}/${project}`;
}

/** The approval project that a contract rests on; undefined where it names none. */
export function projectOf({ approvalDocument, project }: Supply): string | undefined {
  return approvalDocument === null || project === null ? undefined : projectKey(approvalDocument, project);
}

/** What the records say on a day (LANDUSE.md, Day). */
export function landOn(records: LandRecords, register: LandRegister, on: string): LandOn {
  const counted = <T>(rows: readonly T[], own: (row: T) => string | null): readonly T[] => rows.filter((row) => countsOn(on, own(row)));
  const supplies = counted(records.supplies, ({ signedOn }) => signedOn);
  const transfers = counted(records.transfers, ({ date }) => date);
  const sales = transfers.filter(({ kind }) => kind === '转让').sort((a, b) => byText(a.date, b.date) || byText(a.number, b.number));
  const checks = counted(records.checks, ({ date }) => date);
  let registered: LandOn['registered'] | undefined;
  return {
    on,
    projects: projectsOf(
      counted(records.approvals, ({ approvedOn }) => approvedOn),
      counted(records.changes, ({ date }) => date),
      supplies,
    ),
    contracts: contractsOf(supplies, records, on),
    get registered() {
      registered ??= registeredOn(register.titles, on);
      return registered;
    },
    successors: new Successors(transfers, on),
    sales: groupedBy(sales, ({ parcelCode }) => parcelCode),
    checks: groupedBy([...checks].sort(byDayAndNode), ({ outputContract }) => outputContract),
    inefficient: counted(records.inefficient, ({ recognisedOn }) => recognisedOn),
    enterpriseOf: register.enterpriseOf,
  };
}

function projectsOf(
  approvals: readonly Approval[],
  changes: readonly ApprovalChange[],
  supplies: readonly Supply[],
): ReadonlyMap<string, Project> {
  const changesOf = groupedBy(changes, ({ approvalDocument, project }) => projectKey(approvalDocument, project));
  const suppliesOf = groupedBy(supplies, (supply) => projectOf(supply) ?? null);
  const projects = new Map<string, Project>();
  for (const approval of approvals) {
    const key = projectKey(approval.document, approval.project);
    projects.set(key, { key, approval, changes: changesOf.get(key) ?? [], supplies: suppliesOf.get(key) ?? [] });
  }
  return projects;
}

function contractsOf(supplies: readonly Supply[], records: LandRecords, on: string): ReadonlyMap<string, Contract> {
  const milestones = groupedBy(
    records.milestones.filter(({ date }) => date <= on),
    ({ contract }) => contract,
  );
  const outputs = groupedBy(
    records.outputContracts.filter(({ signedOn }) => countsOn(on, signedOn)),
    ({ contract }) => contract,
  );
  const cases = groupedBy(
    records.idleCases.filter(({ openedOn }) => countsOn(on, openedOn)),
    ({ contract }) => contract,
  );
  const parcels = groupedBy(records.supplyParcels, ({ contract }) => contract);
  const payments = groupedBy(records.payments, ({ contract }) => contract);
  const contracts = new Map<string, Contract>();
  for (const supply of supplies) {
    const { number } = supply;
    const its = {
      supply,
      parcels: parcels.get(number)?.map(({ parcelCode: code, area }): SuppliedParcel => ({ code, area })) ?? ownParcel(supply),
      milestones: sorted(milestones.get(number), (a, b) => byText(a.date, b.date) || byText(a.document, b.document)),
      outputs: sorted(outputs.get(number), (a, b) => byText(a.signedOn, b.signedOn) || byText(a.number, b.number)),
      cases: sorted(cases.get(number), byRecognition),
      payments: payments.get(number) ?? [],
    };
    contracts.set(number, new Contract(its, on));
  }
  return contracts;
}

function ownParcel({ parcelCode, area }: Supply): readonly SuppliedParcel[] {
  return parcelCode === null ? [] : [{ code: parcelCode, area }];
}

function byRecognition(a: IdleCase, b: IdleCase): number {
  return byText(a.recognisedOn, b.recognisedOn) || byText(a.number, b.number);
}

const NODES = ['竣工', '投产', '达产'];

function byDayAndNode(a: OutputCheck, b: OutputCheck): number {
  return byText(a.date, b.date) || NODES.indexOf(a.node) - NODES.indexOf(b.node);
}

const NONE: readonly never[] = [];

function sorted<T>(rows: readonly T[] | undefined, order: (a: T, b: T) => number): readonly T[] {
  if (!rows) return NONE;
  return rows.length === 1 ? rows : [...rows].sort(order);
}
