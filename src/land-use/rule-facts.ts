import { FactTable } from '../grading/fact-table.js';
import type { Column } from '../grading/population.js';
import { Rational } from '../grading/rational.js';
import type { Value } from '../grading/scheme.js';
import { commitmentOf } from './commitments.js';
import { latestOf, type Contract } from './contract.js';
import { plusYears } from './days.js';
import { taxPerMu, type EnterpriseFacts } from './enterprise-facts.js';
import type { Reckoning } from './reckoning.js';

/** An enterprise beside one of the contracts of a parcel; undefined where it has none. */
export interface Pair {
  /** Of the facts' rows. */
  readonly enterprise: number;
  readonly contract: Contract | undefined;
}

/** The facts of enterprises beside contracts: row i is the i-th pair. */
export function pairFacts(pairs: readonly Pair[], facts: EnterpriseFacts, reckoning: Reckoning): FactTable {
  const { table, classOf } = facts;
  const numbers = (of: (pair: Pair) => Rational | undefined): Column => ({ kind: 'number', values: pairs.map(of) });
  const byContract = (of: (contract: Contract) => Rational | undefined): Column => {
    const known = new Map<Contract, Rational | undefined>();
    return numbers(({ contract }) => {
      if (!contract) return undefined;
      if (!known.has(contract)) known.set(contract, of(contract));
      return known.get(contract);
    });
  };
  const column = (id: string, year: number): Column | undefined => {
    switch (id) {
      case 'enterprise.tax_per_mu': {
        const value = taxPerMu(facts, reckoning.basis.rules.inefficient.tax);
        return numbers(({ enterprise }) => value(enterprise));
      }
      case 'enterprise.grade':
        return { kind: 'text', values: pairs.map(({ enterprise }) => classOf(enterprise)) };
      case 'contract.years_past_completion':
        return byContract(yearsPastCompletion);
      case 'contract.investment_ratio':
        return byContract(investmentRatio);
      case 'contract.output_ratio':
        return byContract((contract) => outputRatio(contract, reckoning));
      default:
        return ofEnterprises(pairs, table, id, year);
    }
  };
  return new FactTable(
    { year: table.year, creditCodes: pairs.map(() => ''), column: kept(column), events: eventsOf(pairs, table), tenure: NO_TENURE },
    [],
  );
}

const NO_TENURE = { holdings: [], leases: [] };

/** The greatest whole n ≥ 0 with the day after due(竣工) + n years, or 0, done or not. */
function yearsPastCompletion(contract: Contract): Rational | undefined {
  const { due } = contract.due('竣工');
  if (due === null) return undefined;
  let years = Math.max(0, Number(contract.on.slice(0, 4)) - Number(due.slice(0, 4)));
  while (years > 0 && contract.on <= plusYears(due, years)) years -= 1;
  return Rational.integer(years);
}

function investmentRatio({ records, supply }: Contract): Rational | undefined {
  const invested = latestOf(records.milestones, 'invested');
  const { totalInvestment } = supply;
  return invested && totalInvestment && totalInvestment.sign > 0 ? invested.over(totalInvestment) : undefined;
}

function outputRatio({ records }: Contract, reckoning: Reckoning): Rational | undefined {
  const output = records.outputs.findLast(({ promised }) => promised.亩均税收);
  return output && commitmentOf(output, '亩均税收', output.promised.亩均税收!, reckoning).ratio;
}

function ofEnterprises(pairs: readonly Pair[], table: FactTable, id: string, year: number): Column | undefined {
  const kind = table.column(id, year)?.kind;
  if (kind === undefined) return undefined;
  const cell = table.cell(id, year);
  const values: readonly (Value | undefined)[] = pairs.map(({ enterprise }) => cell(enterprise));
  return { kind, values } as Column;
}

function eventsOf(pairs: readonly Pair[], { population }: FactTable): { row: number; code: string; date: string }[] {
  const rows = new Map<number, number[]>();
  for (const [row, { enterprise }] of pairs.entries()) {
    const known = rows.get(enterprise);
    if (known) known.push(row);
    else rows.set(enterprise, [row]);
  }
  return population.events.flatMap(({ row, code, date }) => (rows.get(row) ?? []).map((pair) => ({ row: pair, code, date })));
}

function kept(column: (id: string, year: number) => Column | undefined): typeof column {
  const made = new Map<string, Column | undefined>();
  return (id, year) => {
    const key = `${year} ${id}`;
    if (!made.has(key)) made.set(key, column(id, year));
    return made.get(key);
  };
}
