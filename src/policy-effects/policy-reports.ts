import type { Assessed } from '../assessment/assessor.js';
import type { Publication } from '../assessment/publications.js';
import type { DepartmentId } from '../grading/fact.js';
import { changeOf, isTrial, readLists, type ExecutionList, type Followed, type ListChange, type ListOf } from './execution-list.js';
import type { PolicyBasis } from './policy-basis.js';
import { readFiscalBasis } from './fiscal-basis.js';
import { policyLedger, type Ledger } from './ledger.js';
import { readReportedEffects } from './reported-effects.js';
import { treatmentsAt } from './treatments-at.js';
import { yieldReport, type YieldReport } from './yield-report.js';

/** A list with what it changes, and the department whose data its rows are. */
export interface ListView extends ExecutionList {
  /** Against the version before; undefined of the first. */
  readonly change: ListChange | undefined;
  readonly madeOf: readonly DepartmentId[];
}

type Graded = Pick<Assessed, 'scheme' | 'version' | 'assessment'> & { readonly publication?: Publication };

type IsAddedUp = (creditCode: string) => boolean;

const everyOne: IsAddedUp = () => true;

/** What follows from grades in money, as it is asked for. */
export interface PolicyReports {
  /** Every version, the first first. @param isAddedUp whether an enterprise's rows are in them; every one's unless given */
  lists(of: ListOf & Partial<Followed>, isAddedUp?: IsAddedUp): Promise<readonly ListView[]>;
  yieldOf(assessed: Graded, of: string, reference: string): Promise<YieldReport>;
  /**
   * @param reportedAt the data version as of which offices reported
   * @param isAddedUp whether an enterprise is in the ledger; every one unless given
   */
  ledger(assessed: Graded, reportedAt: number, isAddedUp?: IsAddedUp): Promise<Ledger>;
}

/** Reads and works out the lists, the yield and the ledger. */
export function openPolicyReports({ db, readers, treatments, setsOf, declared }: PolicyBasis): PolicyReports {
  const basisOf = async (graded: Graded) => {
    const {
      scheme,
      version,
      assessment: { year },
    } = graded;
    const its = await treatmentsAt(readers, { scheme, year, version }, await setsOf(graded), declared);
    return readFiscalBasis(readers, its, year, version);
  };
  return {
    lists: async (of, isAddedUp = everyOne) => {
      const lists = (await readLists(db, of)).map((list) => ({
        ...list,
        rows: list.rows.filter(([creditCode]) => isAddedUp(creditCode!)),
      }));
      const madeOf: readonly DepartmentId[] = [of.kind === 'LAND_USE_TAX' ? 'tax' : 'utilities'];
      return lists.map((list, index) => {
        const before = lists.slice(0, index).findLast((each) => isTrial(each) === isTrial(list));
        return { ...list, madeOf, change: before && changeOf(before.rows, list.rows) };
      });
    },
    yieldOf: async (assessed, of, reference) => {
      const [basis, directory] = await Promise.all([basisOf(assessed), readers.enterprises.directory(assessed.version)]);
      return yieldReport({ assessed, basis, directory, readers, registry: treatments }, of, reference);
    },
    ledger: async (assessed, reportedAt, isAddedUp = everyOne) => {
      const { assessment } = assessed;
      const [basis, reported] = await Promise.all([basisOf(assessed), readReportedEffects(db, reportedAt, assessment.year)]);
      const within = <T extends { readonly creditCode: string }>(rows: readonly T[]) =>
        rows.filter(({ creditCode }) => isAddedUp(creditCode));
      return policyLedger(basis, within(assessment.results), within(reported));
    },
  };
}
