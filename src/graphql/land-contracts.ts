import type { Row } from '../access/rows.js';
import { groupedBy } from '../land-use/grouped.js';
import { Holders } from '../land-use/holders.js';
import { landOn, projectKey, projectOf, type LandOn } from '../land-use/land-on.js';
import { readLandRecords } from '../land-use/read-records.js';
import { readLandRegister } from '../land-use/read-register.js';
import type { Approval, LandRecords, LandRegister, Supply } from '../land-use/records.js';
import type { Context } from './context.js';

/** A contract of supply as it is shown: at a data version, of whom it is today. */
export type ContractView = Supply & {
  readonly version: number;
  /** The enterprise that holds it today, by its credit code; undefined: none is known. */
  readonly holder: string | undefined;
  /** The enterprise that signed it. */
  readonly signer: string | undefined;
  readonly parties: readonly Row[];
};

/** An approval project as it is shown. */
export type ApprovalView = Approval & { readonly version: number; readonly parties: readonly Row[] };

/** The land records of a data version, with what of them is there for the viewer. */
export class LandView {
  readonly #contracts = new Map<string, ContractView>();
  readonly #holders = new Map<string, Holders>();
  readonly #days = new Map<string, LandOn>();
  /** What counts on the day of the request. */
  readonly today: LandOn;
  readonly milestones;
  readonly payments;
  readonly outputs;
  readonly checks;
  readonly cases;
  readonly supplyParcels;
  readonly changes;
  readonly approvals: ReadonlyMap<string, Approval>;

  /** @param isThere whether a contract is, by where it is and whose */
  constructor(
    readonly version: number,
    readonly records: LandRecords,
    readonly register: LandRegister,
    day: string,
    private readonly isThere: (row: Row) => boolean,
  ) {
    this.today = landOn(records, register, day);
    const holders = new Holders(this.today);
    this.#holders.set(day, holders);
    for (const supply of records.supplies) {
      const known = this.today.contracts.get(supply.number);
      const signer = supply.holderId === null ? undefined : register.enterpriseOf(supply.holderId);
      const holder = known ? holders.of(known) : signer;
      const row = { creditCode: holder ?? '', zone: supply.zone, town: supply.town };
      if (isThere(row)) this.#contracts.set(supply.number, { ...supply, version, holder, signer, parties: [row] });
    }
    this.milestones = groupedBy(records.milestones, ({ contract }) => contract);
    this.payments = groupedBy(records.payments, ({ contract }) => contract);
    this.outputs = groupedBy(records.outputContracts, ({ contract }) => contract);
    this.checks = groupedBy(records.checks, ({ outputContract }) => outputContract);
    this.cases = groupedBy(records.idleCases, ({ contract }) => contract);
    this.supplyParcels = groupedBy(records.supplyParcels, ({ contract }) => contract);
    this.changes = groupedBy(records.changes, ({ approvalDocument, project }) => projectKey(approvalDocument, project));
    this.approvals = new Map(records.approvals.map((each) => [projectKey(each.document, each.project), each]));
  }

  /** Those that are there for the viewer, by 合同编号. */
  get contracts(): readonly ContractView[] {
    return [...this.#contracts.values()].sort((a, b) => (a.number < b.number ? -1 : 1));
  }

  contract(number: string | null): ContractView | undefined {
    return number === null ? undefined : this.#contracts.get(number);
  }

  /** What counts on a day. */
  on(day: string): LandOn {
    if (day === this.today.on) return this.today;
    const land = this.#days.get(day) ?? landOn(this.records, this.register, day);
    this.#days.set(day, land);
    return land;
  }

  /** Who holds a contract on a day; undefined: no enterprise is known, or it was not signed by then. */
  holderOn(number: string, day: string): string | undefined {
    const land = this.on(day);
    const holders = this.#holders.get(day) ?? new Holders(land);
    this.#holders.set(day, holders);
    const contract = land.contracts.get(number);
    return contract && holders.of(contract);
  }

  /** The approval that a contract rests on: it is there with the contract. */
  approvalOf(contract: ContractView): ApprovalView | undefined {
    const approval = this.approvals.get(projectOf(contract) ?? '');
    return approval && { ...approval, version: this.version, parties: contract.parties };
  }

  /** Whether something that says itself where it is, is there for the viewer. */
  isOfPlace({ zone, town }: { readonly zone: string | null; readonly town: string | null }): boolean {
    return this.isThere({ creditCode: '', zone, town });
  }
}

/**
 * The land records of a data version, once a request. They are read whole, since whose a contract is hangs on records of
 * others (docs/decisions/0053-land-records-read-whole.md); what is not there for the viewer never leaves.
 * @throws SourceUnavailable
 */
export function landViewAt(context: Context, version: number): Promise<LandView> {
  const { readers } = context.hub;
  return context.kept(readers, `land use ${version} ${context.today}`, async () => {
    const [records, register] = await Promise.all([readLandRecords(readers, version), readLandRegister(readers, version)]);
    return new LandView(version, records, register, context.today, (row) => context.isVisible(row));
  });
}
