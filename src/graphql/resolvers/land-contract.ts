import { pageOf, pageRequest } from '../../db/page.js';
import { parcelOf } from '../../handover/unit-code.js';
import type { Rational } from '../../grading/rational.js';
import { projectKey, projectOf } from '../../land-use/land-on.js';
import { readOutline } from '../../land-use/read-outlines.js';
import type { LandContractFilter, LandContractOrder, Resolvers } from '../__generated__/resolvers.js';
import type { Context } from '../context.js';
import { landViewAt, type ContractView, type LandView } from '../land-contracts.js';
import { contractsOver, historyOf, parcelsOf } from '../parcel-history.js';
import { unitsFor } from '../units.js';
import {
  APPROVAL_CHANGE_KINDS,
  APPROVAL_KINDS,
  IDLE_CAUSES,
  MILESTONE_EVENTS,
  PROMISED_INDICATORS,
  STEP_NAMES,
  SUPPLY_WAYS,
} from './land-words.js';

/** schema/land-contract.graphql: contracts of supply and what was handed over on them. */
export const landContractResolvers: Resolvers = {
  Query: {
    landContract: async (_, { number, asOf }, context) => (await landViewAt(context, await context.version(asOf))).contract(number) ?? null,
    landContracts: async (_, { filter, orderBy, first, after, asOf }, context) => {
      const order = orderBy ?? 'NUMBER_ASC';
      const asked = { filter, order, asOf: asOf?.toISOString() };
      const request = pageRequest({ field: 'landContracts', asked, version: await context.version(asOf) }, { first, after });
      const view = await landViewAt(context, request.version);
      const all = context.kept(view, request.list, () => chosen(view, filter ?? {}).sort(ORDERS[order]));
      return pageOf(request, all, ({ number }) => number);
    },
  },
  Parcel: {
    contracts: async ({ unitCode, version }, { asOf }, context) => {
      const view = await viewAt(context, version, asOf);
      return contractsOver(view, view.today.successors.preceding(parcelOf(unitCode)));
    },
    outline: async ({ unitCode, version }, { asOf }, context) =>
      (await readOutline(context.hub.readers, asOf ? await context.version(asOf) : version, parcelOf(unitCode))) ?? null,
    history: async ({ unitCode, version }, { asOf }, context) => historyOf(await viewAt(context, version, asOf), parcelOf(unitCode)),
  },
  LandContract: {
    id: ({ number }, _, context) => context.nodeId('LandContract', number),
    way: ({ way }) => way && SUPPLY_WAYS[way],
    parcels: async (contract, _, context) => {
      const { version } = contract;
      return parcelsOf(await landViewAt(context, version), contract).map((each) => ({ ...each, version }));
    },
    approval: async (contract, _, context) => (await landViewAt(context, contract.version)).approvalOf(contract) ?? null,
    holder: async ({ number, version }, { on }, context) => {
      const holder = (await landViewAt(context, version)).holderOn(number, on ?? context.today);
      return holder === undefined ? null : context.enterprise(holder, version);
    },
    milestones: async ({ number, version }, _, context) =>
      sorted((await landViewAt(context, version)).milestones.get(number), ['date', 'document']),
    payments: async ({ number, version }, _, context) => sorted((await landViewAt(context, version)).payments.get(number), ['instalment']),
    outputContracts: async ({ number, version, parties }, _, context) =>
      sorted((await landViewAt(context, version)).outputs.get(number), ['signedOn', 'number']).map((each) => ({
        ...each,
        version,
        parties,
      })),
    idleCases: async ({ number, version }, _, context) => sorted((await landViewAt(context, version)).cases.get(number), ['number']),
  },
  ContractParcel: {
    parcelCode: ({ code }) => code,
    registered: async ({ code, version }, _, context) => {
      const units = await unitsFor(context, version);
      return units.filter(({ unitCode, titles }) => parcelOf(unitCode) === code && titles.some((title) => isHeld(title, context.today)));
    },
    successors: async ({ code, version }, _, context) =>
      (await landViewAt(context, version)).today.successors.into(code).map((into) => ({ code: into, area: undefined, version })),
  },
  LandMilestone: {
    event: ({ event }) => MILESTONE_EVENTS[event],
    postponed: ({ postponed }) => postponed && STEP_NAMES[postponed],
  },
  IdleCase: { cause: ({ cause }) => cause && IDLE_CAUSES[cause] },
  LandApproval: {
    kind: ({ kind }) => kind && APPROVAL_KINDS[kind],
    changes: async ({ document, project, version }, _, context) =>
      sorted((await landViewAt(context, version)).changes.get(projectKey(document, project)), ['date', 'document']),
    contracts: async ({ document, project, version }, _, context) => {
      const view = await landViewAt(context, version);
      return view.contracts.filter((contract) => projectOf(contract) === projectKey(document, project));
    },
  },
  ApprovalChange: { kind: ({ kind }) => kind && APPROVAL_CHANGE_KINDS[kind] },
  OutputContract: {
    contract: async ({ contract, version }, _, context) => (await landViewAt(context, version)).contract(contract) ?? null,
    checks: async ({ number, version }, _, context) => {
      const checks = sorted((await landViewAt(context, version)).checks.get(number), ['date']);
      return [...checks].sort((a, b) => compare(a.date, b.date) || NODES.indexOf(a.node) - NODES.indexOf(b.node));
    },
  },
  OutputCheck: {
    node: ({ node }) => STEP_NAMES[node],
    indicator: ({ indicator }) => PROMISED_INDICATORS[indicator],
  },
  ParcelEvent: { contract: ({ contract }) => contract ?? null },
};

const NODES = ['竣工', '投产', '达产'];

async function viewAt(context: Context, version: number, asOf: Date | null | undefined): Promise<LandView> {
  return landViewAt(context, asOf ? await context.version(asOf) : version);
}

function isHeld({ acquired, ended }: { readonly acquired: string | null; readonly ended: string | null }, day: string): boolean {
  return (acquired === null || acquired <= day) && (ended === null || ended > day);
}

function chosen(view: LandView, filter: LandContractFilter): ContractView[] {
  const { numbers, parcelCodes, creditCodes, towns, zones, ways, signedFrom, signedTo, standardLand } = filter;
  const over =
    parcelCodes &&
    new Set(parcelCodes.flatMap((code) => view.today.successors.preceding(code)).flatMap((code) => contractsOver(view, [code])));
  return view.contracts.filter(
    (contract) =>
      (!numbers || numbers.includes(contract.number)) &&
      (!over || over.has(contract)) &&
      (!creditCodes || (contract.holder !== undefined && creditCodes.includes(contract.holder))) &&
      (!towns || (contract.town !== null && towns.includes(contract.town))) &&
      (!zones || (contract.zone !== null && zones.includes(contract.zone))) &&
      (!ways || (contract.way !== null && ways.includes(SUPPLY_WAYS[contract.way]))) &&
      (!signedFrom || (contract.signedOn !== null && contract.signedOn >= signedFrom)) &&
      (!signedTo || (contract.signedOn !== null && contract.signedOn <= signedTo)) &&
      (typeof standardLand !== 'boolean' || contract.standardLand === standardLand),
  );
}

type Order = (a: ContractView, b: ContractView) => number;
const byNumber: Order = (a, b) => compare(a.number, b.number);

/** What lacks it comes last. */
const ORDERS: Readonly<Record<LandContractOrder, Order>> = {
  NUMBER_ASC: byNumber,
  SIGNED_DESC: (a, b) => compare(b.signedOn, a.signedOn) || byNumber(a, b),
  AREA_DESC: (a, b) => larger(a.area, b.area) || byNumber(a, b),
};

function larger(a: Rational | undefined, b: Rational | undefined): number {
  return a && b ? b.compare(a) : Number(a === undefined) - Number(b === undefined);
}

function sorted<T>(rows: readonly T[] | undefined, by: readonly (keyof T)[]): T[] {
  const text = (row: T, field: keyof T) => row[field] as string | null;
  return [...(rows ?? [])].sort((a, b) => by.map((field) => compare(text(a, field), text(b, field))).find((each) => each !== 0) ?? 0);
}

/** Null first. */
function compare(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? -1 : 1;
  return a < b ? -1 : 1;
}
