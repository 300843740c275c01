import { conditionTest } from '../grading/condition.js';
import type { Rational } from '../grading/rational.js';
import type { InefficientRule } from '../policy/land-rules.js';
import { holdsOn } from '../policy/treatment-reading.js';
import type { Contract } from './contract.js';
import { factYear } from './days.js';
import { byText } from './grouped.js';
import type { LedgerRow } from './ledger-row.js';
import type { InefficientCase } from './records.js';
import type { Reckoning } from './reckoning.js';
import { pairFacts, type Pair } from './rule-facts.js';

/** A parcel that may be inefficient, with the live contracts over it, by signing day and number. */
interface Candidate {
  readonly code: string;
  readonly contracts: readonly Contract[];
}

/**
 * The rows of inefficient parcels (LANDUSE.md, The ledger of three kinds, 3).
 * @param taken the parcels that an idle contract takes out
 */
export function inefficientRows(reckoning: Reckoning, taken: ReadonlySet<string>): readonly LedgerRow[] {
  const contracts = liveContracts(reckoning);
  const recognised = recognisedCases(reckoning);
  const candidates: Candidate[] = [];
  const rows: LedgerRow[] = [];
  for (const [code, found] of recognised) if (!taken.has(code)) rows.push(recognisedRow(code, found, contracts.get(code) ?? [], reckoning));
  for (const code of new Set([...standingCodes(reckoning), ...contracts.keys()])) {
    if (!taken.has(code) && !recognised.has(code)) candidates.push({ code, contracts: contracts.get(code) ?? [] });
  }
  for (const row of suspectedRows(candidates, reckoning)) rows.push(row);
  return rows;
}

/** Parcels of the register that stand for themselves; a divided one is represented by its successors. */
function* standingCodes({ land }: Reckoning): Iterable<string> {
  for (const code of land.registered.keys()) yield* land.successors.representing(code);
}

function liveContracts({ land }: Reckoning): ReadonlyMap<string, readonly Contract[]> {
  const over = new Map<string, Contract[]>();
  for (const contract of land.contracts.values()) {
    if (!contract.isLive) continue;
    const codes = new Set(contract.records.parcels.flatMap(({ code }) => land.successors.representing(code)));
    for (const code of codes) {
      const known = over.get(code);
      if (known) known.push(contract);
      else over.set(code, [contract]);
    }
  }
  for (const its of over.values()) if (its.length > 1) its.sort(bySigning);
  return over;
}

function bySigning({ supply: a }: Contract, { supply: b }: Contract): number {
  return byText(a.signedOn, b.signedOn) || byText(a.number, b.number);
}

/** The latest case in force of each parcel; one of a divided parcel is its successors'. */
function recognisedCases({ land, on }: Reckoning): ReadonlyMap<string, InefficientCase> {
  const latest = new Map<string, InefficientCase>();
  for (const found of land.inefficient) {
    const { parcelCode, recognisedOn, acceptedOn } = found;
    if (parcelCode === null || recognisedOn === null || (acceptedOn !== null && acceptedOn <= on)) continue;
    for (const code of land.successors.representing(parcelCode)) {
      const known = latest.get(code);
      if (!known || byRecognition(known, found) < 0) latest.set(code, found);
    }
  }
  return latest;
}

function byRecognition(a: InefficientCase, b: InefficientCase): number {
  return byText(a.recognisedOn, b.recognisedOn) || byText(a.number, b.number);
}

function recognisedRow(code: string, found: InefficientCase, contracts: readonly Contract[], reckoning: Reckoning): LedgerRow {
  const area = found.parcelCode === code ? found.area : areaOf(code, contracts, reckoning);
  return { ...place(code, contracts, reckoning), state: 'RECOGNISED', rule: found.rule, area, since: found.recognisedOn };
}

function place(code: string, contracts: readonly Contract[], { land }: Reckoning) {
  const last = contracts.at(-1)?.supply;
  const town = land.registered.get(code)?.town ?? last?.town ?? null;
  return {
    ...({ kind: 'INEFFICIENT', key: code, town, zone: last?.zone ?? null } as const),
    ...{ since: null, overTwoYears: null, idleCase: undefined, missing: [] },
  };
}

/** As registered, else as the contract signed last says. */
function areaOf(code: string, contracts: readonly Contract[], { land }: Reckoning): Rational | undefined {
  const registered = land.registered.get(code)?.area;
  if (registered) return registered;
  for (const { records } of [...contracts].reverse()) {
    const area = records.parcels.find((parcel) => parcel.code === code)?.area;
    if (area) return area;
  }
  return undefined;
}

function suspectedRows(candidates: readonly Candidate[], reckoning: Reckoning): readonly LedgerRow[] {
  const facts = reckoning.basis.facts(factYear(reckoning.on));
  const rules = reckoning.basis.rules.inefficient.rules.filter((rule) => holdsOn(rule, reckoning.on));
  if (!facts || rules.length === 0) return [];
  const pairs: Pair[] = [];
  const firsts: number[] = [];
  for (const candidate of candidates) {
    firsts.push(pairs.length);
    const { contracts } = candidate;
    for (const creditCode of enterprisesOf(candidate, reckoning)) {
      const enterprise = facts.rowOf(creditCode);
      if (enterprise === undefined) continue;
      if (contracts.length === 0) pairs.push({ enterprise, contract: undefined });
      for (const contract of contracts) pairs.push({ enterprise, contract });
    }
  }
  firsts.push(pairs.length);
  const table = pairFacts(pairs, facts, reckoning);
  const tests = rules.map((rule) => ({ rule, test: conditionTest(rule.when, table) }));
  const rows: LedgerRow[] = [];
  for (const [index, { code, contracts }] of candidates.entries()) {
    const rule = firstRule(tests, firsts[index]!, firsts[index + 1]!);
    if (rule) {
      const area = areaOf(code, contracts, reckoning);
      rows.push({ ...place(code, contracts, reckoning), state: 'SUSPECTED', rule: rule.id, area });
    }
  }
  return rows;
}

/** The first rule that holds for any pair from one to another. */
function firstRule(
  tests: readonly { readonly rule: InefficientRule; readonly test: (row: number) => boolean }[],
  from: number,
  to: number,
): InefficientRule | undefined {
  for (const { rule, test } of tests) for (let pair = from; pair < to; pair += 1) if (test(pair)) return rule;
  return undefined;
}

/** The linked holders of a parcel's rows, after a later 转让 the buyer, and the holders of its contracts. */
function enterprisesOf({ code, contracts }: Candidate, { land, holders }: Reckoning): ReadonlySet<string> {
  const found = new Set<string>();
  const sale = land.sales.get(code)?.at(-1);
  for (const { holder, acquired } of land.registered.get(code)?.titles ?? []) {
    const isSold = sale && (acquired === null || (sale.date !== null && sale.date > acquired));
    const party = isSold ? (sale.buyerId === null ? undefined : land.enterpriseOf(sale.buyerId)) : holder?.creditCode;
    if (party !== undefined) found.add(party);
  }
  for (const contract of contracts) {
    const party = holders.of(contract);
    if (party !== undefined) found.add(party);
  }
  return found;
}
