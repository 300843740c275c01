import { Refusal } from '../../access/refusal.js';
import { pageOf, pageRequest } from '../../db/page.js';
import { Rational } from '../../grading/rational.js';
import type { DepartmentId } from '../../grading/fact.js';
import { commitmentsOf } from '../../land-use/commitments.js';
import { explainAlert, explainLedgerRow } from '../../land-use/explanation.js';
import { flowsBetween } from '../../land-use/flows.js';
import { indicatorsOf } from '../../land-use/indicators/indicators.js';
import type { PromisedIndicator } from '../../land-use/records.js';
import { STEPS, type Step } from '../../land-use/stage.js';
import { townScores } from '../../land-use/town-scores.js';
import { LAND_INDICATORS } from '../../policy/land-indicators.js';
import type { LandAlertFilter, LandLedgerFilter, Resolvers } from '../__generated__/resolvers.js';
import { landViewAt } from '../land-contracts.js';
import {
  alertsFor,
  identityOf,
  landBasisFor,
  ledgerFor,
  orRefused,
  reckonedFor,
  type AlertView,
  type LedgerRowView,
} from '../land-questions.js';
import { PROMISED_INDICATORS, STEP_NAMES } from './land-words.js';

const DEFINITIONS = new Map(LAND_INDICATORS.map((each) => [each.id as string, each]));

/** schema/land-use.graphql: what is reckoned of industrial land. */
export const landUseResolvers: Resolvers = {
  Query: {
    landLedger: async (_, { kind, on, filter, first, after, asOf }, context) => {
      const day = on ?? context.today;
      const asked = { kind, on: day, filter, asOf: asOf?.toISOString() };
      const request = pageRequest({ field: 'landLedger', asked, version: await context.version(asOf) }, { first, after });
      const rows = await ledgerFor(context, request.version, day);
      const chosen = rows.filter((row) => (!kind || row.kind === kind) && isChosenRow(row, filter ?? {}));
      return { ...pageOf(request, chosen, (row) => `${row.key} ${row.kind}`), all: chosen };
    },
    landAlerts: async (_, { on, filter, first, after, asOf }, context) => {
      const day = on ?? context.today;
      const asked = { on: day, filter, asOf: asOf?.toISOString() };
      const request = pageRequest({ field: 'landAlerts', asked, version: await context.version(asOf) }, { first, after });
      const alerts = await alertsFor(context, request.version, day);
      const chosen = alerts.filter((alert) => isChosenAlert(alert, filter ?? {}));
      return pageOf(request, chosen, identityOf);
    },
    landFlows: async (_, { from, to, asOf }, context) => {
      if (to < from) throw new Refusal('BAD_USER_INPUT', 'to：早于 from；两日都计入，请调换');
      return [...flowsBetween(await landBasisFor(context, await context.version(asOf), undefined), from, to)];
    },
    landIndicators: async (_, { region, zone, year, on, ids, asOf }, context) => {
      const basis = await landBasisFor(context, await context.version(asOf), undefined);
      const rows = await orRefused(() => indicatorsOf(basis, year, on ?? context.today));
      const isAsked = (asked: string | null | undefined, code: string | null) => typeof asked !== 'string' || asked === code;
      return rows.filter((row) => isAsked(region, row.region) && isAsked(zone, row.zone) && (!ids || ids.includes(row.id)));
    },
    townScores: async (_, { year, on, asOf }, context) => {
      const basis = await landBasisFor(context, await context.version(asOf), undefined);
      const measured = await orRefused(() => indicatorsOf(basis, year, on ?? context.today));
      return [...townScores(basis.rules.townScore, basis.register.towns, measured, year)];
    },
  },
  LandContract: {
    stage: async ({ number, version }, { on }, context) =>
      (await landViewAt(context, version)).on(on ?? context.today).contracts.get(number)?.stage ?? null,
    steps: async ({ number, version }, { on }, context) => {
      const contract = (await landViewAt(context, version)).on(on ?? context.today).contracts.get(number);
      return contract
        ? STEPS.map((step) => ({ step, ...contract.due(step), doneOn: contract.doneOn(step) ?? null, madeOf: partsOfStep(step) }))
        : [];
    },
    idle: async ({ number, version }, { on }, context) =>
      (await ledgerFor(context, version, on ?? context.today)).find(({ kind, key }) => kind === 'IDLE' && key === number) ?? null,
    alerts: async ({ number, version }, { on }, context) =>
      (await alertsFor(context, version, on ?? context.today)).filter(({ contract }) => contract === number),
  },
  OutputContract: {
    commitments: async (output, { on }, context) => {
      const reckoning = await reckonedFor(context, output.version, on ?? context.today);
      return commitmentsOf(output, reckoning).map((each) => ({
        ...each,
        outputContract: output,
        madeOf: each.check ? ['zone'] : PARTS_OF_PROMISE[each.indicator],
      }));
    },
  },
  LandStep: { step: ({ step }) => STEP_NAMES[step] },
  LandLedgerRow: {
    area: ({ area }) => area ?? null,
    parcelCode: ({ kind, key }) => (kind === 'INEFFICIENT' ? key : null),
    contract: async ({ kind, key, version }, _, context) => (kind === 'IDLE' && (await landViewAt(context, version)).contract(key)) || null,
    approval: async ({ kind, key, version, parties }, _, context) => {
      const approval = kind === 'APPROVED_UNSUPPLIED' && (await landViewAt(context, version)).approvals.get(key);
      return approval ? { ...approval, version, parties } : null;
    },
    ruleTitle: async (row, _, context) => (await ruleOf(row, context))?.title ?? null,
    document: async (row, _, context) => row.idleCase?.document ?? (await ruleOf(row, context))?.document ?? null,
    article: async (row, _, context) => (await ruleOf(row, context))?.article ?? null,
    ways: async ({ kind, version }, _, context) => [...(await landBasisFor(context, version, undefined)).rules.inefficient.ways[kind]],
    missing: ({ missing }) => [...missing],
    explanation: async (row, _, context) => explainLedgerRow(row, (await ruleOf(row, context))?.title),
  },
  LandLedgerConnection: {
    areaTotal: ({ all }) => Rational.sum(all.flatMap(({ area }) => area ?? [])),
  },
  LandAlert: {
    id: (alert, _, context) => context.nodeId('LandAlert', identityOf(alert)),
    status: () => 'OPEN',
    contract: async ({ contract, version }, _, context) => (await landViewAt(context, version)).contract(contract ?? null) ?? null,
    outputContract: async ({ output, version, parties }, _, context) => {
      const found = (await landViewAt(context, version)).records.outputContracts.find(({ number }) => number === output);
      return found ? { ...found, version, parties } : null;
    },
    approval: async ({ key, contract, output, version, parties }, _, context) => {
      const found = contract === undefined && output === undefined && (await landViewAt(context, version)).approvals.get(key);
      return found ? { ...found, version, parties } : null;
    },
    explanation: (alert) => explainAlert(alert),
  },
  Commitment: {
    indicator: ({ indicator }) => PROMISED_INDICATORS[indicator],
    missing: ({ missing }) => [...missing],
  },
  LandFlow: { missing: ({ missing }) => [...missing] },
  LandIndicator: {
    title: ({ id }) => DEFINITIONS.get(id)?.title ?? id,
    unit: ({ id }) => DEFINITIONS.get(id)?.unit ?? null,
    value: ({ value }) => value?.round(6) ?? null,
    target: ({ target }) => target?.value ?? null,
    distance: ({ value, target }) => (value && target ? value.minus(target.value).round(6) : null),
    targetDocument: ({ target }) => target?.document ?? null,
    targetArticle: ({ target }) => target?.article ?? null,
    missing: ({ missing }) => [...missing],
  },
  TownScore: {
    score: ({ score }) => score?.round(6) ?? null,
    points: ({ points }) => [...points],
  },
  TownPoints: {
    indicator: ({ indicator }) => indicator.id,
    value: ({ value }) => value?.round(6) ?? null,
    weight: ({ indicator }) => indicator.weight,
    target: ({ indicator }) => indicator.by,
    points: ({ points }) => points?.round(6) ?? null,
  },
};

/** What an actual is made of where no check says it (LANDUSE.md, Who may see what). */
const PARTS_OF_PROMISE: Readonly<Record<PromisedIndicator, DepartmentId[]>> = {
  投资强度: ['zone'],
  容积率: ['zone'],
  亩均税收: ['land', 'zone', 'tax'],
  单位能耗增加值: ['statistics'],
  单位排放增加值: ['statistics', 'emissions'],
  研发比: ['statistics'],
};

function partsOfStep(step: Step): readonly DepartmentId[] {
  return step === '投产' || step === '达产' ? ['land', 'zone'] : ['land'];
}

async function ruleOf({ kind, state, rule, version }: LedgerRowView, context: Parameters<typeof landBasisFor>[0]) {
  if (kind !== 'INEFFICIENT' || state !== 'SUSPECTED') return undefined;
  const { rules } = await landBasisFor(context, version, undefined);
  return rules.inefficient.rules.find(({ id }) => id === rule);
}

function isChosenRow(row: LedgerRowView, { states, keys, rules, towns, zones, overTwoYears }: LandLedgerFilter): boolean {
  return (
    (!states || (row.state !== null && states.includes(row.state))) &&
    (!keys || keys.includes(row.key)) &&
    (!rules || (row.rule !== null && rules.includes(row.rule))) &&
    (!towns || (row.town !== null && towns.includes(row.town))) &&
    (!zones || (row.zone !== null && zones.includes(row.zone))) &&
    (typeof overTwoYears !== 'boolean' || row.overTwoYears === overTwoYears)
  );
}

function isChosenAlert(alert: AlertView, filter: LandAlertFilter): boolean {
  const { codes, keys, statuses, towns, zones, creditCodes, dueFrom, dueTo } = filter;
  return (
    (!codes || codes.includes(alert.code)) &&
    (!keys || keys.includes(alert.key)) &&
    (!statuses || statuses.includes('OPEN')) &&
    (!towns || (alert.town !== null && towns.includes(alert.town))) &&
    (!zones || (alert.zone !== null && zones.includes(alert.zone))) &&
    (!creditCodes || alert.parties.some(({ creditCode }) => creditCodes.includes(creditCode))) &&
    (!dueFrom || (alert.due !== null && alert.due >= dueFrom)) &&
    (!dueTo || (alert.due !== null && alert.due <= dueTo))
  );
}
