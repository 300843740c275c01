import { Refusal } from '../access/refusal.js';
import type { Row } from '../access/rows.js';
import { alertsOn } from '../land-use/alerts/alerts.js';
import { OUTPUT_ALERTS, type LandAlert } from '../land-use/alerts/alert.js';
import { ledgerOn } from '../land-use/ledger.js';
import type { LedgerRow } from '../land-use/ledger-row.js';
import { LandNumberMissing } from '../land-use/numbers.js';
import { reckonOn, type LandBasis, type Reckoning } from '../land-use/reckoning.js';
import { ruleParts } from '../land-use/rule-parts.js';
import type { DepartmentId } from '../grading/fact.js';
import { LandRulesMissing } from '../policy/land-rules-folder.js';
import type { Context } from './context.js';
import { landViewAt, type LandView } from './land-contracts.js';
import { visibleAt } from './of-visible.js';

/** A row of the ledger as it is shown, with the departments that it is made of and whose it is. */
export type LedgerRowView = LedgerRow & Shown;
/** An alert as it is shown. */
export type AlertView = LandAlert & Shown & { readonly output: string | undefined; readonly contract: string | undefined };

interface Shown {
  readonly version: number;
  readonly madeOf: readonly DepartmentId[];
  readonly parties: readonly Row[];
}

/** What answers about land rest on at a data version, for a day; without a day no facts of enterprises are read. @throws Refusal */
export function landBasisFor(context: Context, version: number, on: string | undefined): Promise<LandBasis> {
  return context.kept(context.hub.readers, `land basis ${version} ${on}`, () => orRefused(() => context.hub.landBasis(version, on)));
}

/** The reckoning of a day, once a request. @throws Refusal BAD_USER_INPUT where the county's rules do not say what is needed */
export function reckonedFor(context: Context, version: number, on: string): Promise<Reckoning> {
  return context.kept(context.hub.readers, `land reckoned ${version} ${on}`, async () => {
    const basis = await landBasisFor(context, version, on);
    return orRefused(() => reckonOn(basis, on));
  });
}

/** What the rules lack is told to whoever asked. */
export async function orRefused<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof LandNumberMissing || error instanceof LandRulesMissing) {
      throw new Refusal('BAD_USER_INPUT', error.message, { cause: error });
    }
    throw error;
  }
}

/** The ledger of a day as far as it is there for the viewer and given; what is not given is named in `withheld`. */
export async function ledgerFor(context: Context, version: number, on: string): Promise<readonly LedgerRowView[]> {
  const [reckoning, view] = await Promise.all([reckonedFor(context, version, on), landViewAt(context, version)]);
  const isVisible = await visibleAt(context, version);
  return ledgerOn(reckoning).flatMap((row) => {
    const parties = partiesOf(row, { view, reckoning, context, isVisible });
    if (!parties) return [];
    const shown = { ...row, version, parties, madeOf: partsOfRow(row, reckoning) };
    return context.given('LandLedgerRow.key', shown.madeOf, shown) ? [shown] : [];
  });
}

/** The alerts of a day, likewise. */
export async function alertsFor(context: Context, version: number, on: string): Promise<readonly AlertView[]> {
  const [reckoning, view] = await Promise.all([reckonedFor(context, version, on), landViewAt(context, version)]);
  const outputs = new Map(reckoning.basis.records.outputContracts.map((each) => [each.number, each.contract]));
  return alertsOn(reckoning).flatMap((alert) => {
    const isOfOutput = OUTPUT_ALERTS.has(alert.code);
    const number = isOfOutput ? (outputs.get(alert.key) ?? undefined) : alert.key;
    const contract = number === undefined ? undefined : view.contract(number);
    const isApproval = !isOfOutput && view.approvals.has(alert.key);
    const parties = contract?.parties ?? (isApproval && view.isOfPlace(alert) ? [placeOf(alert)] : undefined);
    if (!parties) return [];
    const madeOf: readonly DepartmentId[] = [isOfOutput ? 'zone' : 'land'];
    const shown = { ...alert, version, parties, madeOf, output: isOfOutput ? alert.key : undefined, contract: contract?.number };
    return context.given('LandAlert.key', madeOf, shown) ? [shown] : [];
  });
}

/** What identifies an alert from run to run. */
export function identityOf({ code, key, subject }: Pick<LandAlert, 'code' | 'key' | 'subject'>): string {
  return JSON.stringify([code, key, subject]);
}

function partsOfRow(row: LedgerRow, { basis }: Reckoning): readonly DepartmentId[] {
  if (row.kind !== 'INEFFICIENT') return ['land'];
  if (row.state === 'RECOGNISED') return ['industry'];
  const rule = basis.rules.inefficient.rules.find(({ id }) => id === row.rule);
  return rule ? ruleParts(rule.when) : ['land'];
}

/** Whose a row is; undefined where it is not there for the viewer. */
function partiesOf(
  row: LedgerRow,
  { view, reckoning, context, isVisible }: { view: LandView; reckoning: Reckoning; context: Context; isVisible: (code: string) => boolean },
): readonly Row[] | undefined {
  if (row.kind === 'IDLE') return view.contract(row.key)?.parties;
  if (row.kind === 'APPROVED_UNSUPPLIED') return view.isOfPlace(row) ? [placeOf(row)] : undefined;
  const titles = reckoning.land.registered.get(row.key)?.titles ?? [];
  const holders = titles.flatMap(({ holder }) => (holder ? [holder.creditCode] : []));
  const isThere = holders.length > 0 ? holders.some(isVisible) : context.isLandVisible(row.town) || view.isOfPlace(row);
  return isThere ? [{ creditCode: holders.find(isVisible) ?? '', zone: row.zone, town: row.town }] : undefined;
}

function placeOf({ zone, town }: { readonly zone: string | null; readonly town: string | null }): Row {
  return { creditCode: '', zone, town };
}
