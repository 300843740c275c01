import type { Assessed } from '../assessment/assessor.js';
import type { Publication } from '../assessment/publications.js';
import type { EnterpriseResult } from '../grading/assessment.js';
import type { AppliedTreatment } from '../policy/treatment-match.js';
import type { PolicyBasis } from './policy-basis.js';
import { fiscalLines, type FiscalLine } from './fiscal.js';
import { readFiscalBasis } from './fiscal-basis.js';
import { treatmentsAt } from './treatments-at.js';

/** What differentiated policy does in the year of an assessment. */
export interface PolicyEffects {
  /** What applies to an enterprise in some month of the year, in the order of the files. */
  appliedTo(result: EnterpriseResult): readonly AppliedTreatment[];
  /** The money that follows, by credit code. */
  linesOf(creditCode: string): readonly FiscalLine[];
  /** All of it. */
  readonly lines: readonly FiscalLine[];
}

/** Reads and works out what follows from an assessment: one statement a department, none if at hand. */
export async function policyEffects(
  { readers, setsOf, declared }: PolicyBasis,
  of: Pick<Assessed, 'scheme' | 'version' | 'assessment'> & { readonly publication?: Publication },
): Promise<PolicyEffects> {
  const { scheme, version, assessment } = of;
  const { year } = assessment;
  const its = await treatmentsAt(readers, { scheme, year, version }, await setsOf(of), declared);
  const basis = await readFiscalBasis(readers, its, year, version);
  const lines = fiscalLines(basis, assessment.results);
  const byCode = new Map<string, FiscalLine[]>();
  for (const line of lines) {
    const known = byCode.get(line.creditCode);
    if (known) known.push(line);
    else byCode.set(line.creditCode, [line]);
  }
  return {
    lines,
    linesOf: (creditCode) => byCode.get(creditCode) ?? [],
    appliedTo: (result) => {
      const applied = basis.phases.flatMap(({ treatmentsFor }) => treatmentsFor(result.row, result));
      return [...new Map(applied.map((each) => [treatmentKey(each), each])).values()];
    },
  };
}

/** Names a treatment among all that are known. */
export function treatmentKey({ set, treatment }: AppliedTreatment): string {
  return `${set.id}/${treatment.id}`;
}
