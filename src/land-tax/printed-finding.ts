import { Rational } from '../grading/rational.js';
import { explain, type HandoverNames } from './explanation.js';
import type { FindingKind, FindingStatus, LandTaxFinding } from './finding.js';

/** A finding as scripts and offices read it: exact decimals as text, areas in ㎡, money in 元 with 分. */
export interface PrintedFinding {
  readonly id: string;
  readonly kind: string;
  readonly unitCode: string | null;
  readonly sourceId: string | null;
  /** Credit codes. */
  readonly holder: string | null;
  readonly taxpayer: string | null;
  readonly registeredArea: string | null;
  readonly taxableArea: string | null;
  readonly differenceArea: string | null;
  readonly taxAtStake: string | null;
  readonly explanation: string;
  readonly status: FindingStatus;
}

/** Prints a finding. @param files the handovers' names, for the explanation */
export function printFinding(finding: LandTaxFinding, files: HandoverNames): PrintedFinding {
  const { id, kind, unitCode, sourceId, holder, taxpayer, registeredArea, taxableArea, differenceArea, taxAtStake, status } = finding;
  return {
    ...{ id, kind, unitCode, sourceId, holder: holder ?? null, taxpayer: taxpayer ?? null },
    registeredArea: registeredArea?.toString() ?? null,
    taxableArea: taxableArea?.toString() ?? null,
    differenceArea: differenceArea?.toString() ?? null,
    taxAtStake: taxAtStake?.toFixed(2) ?? null,
    explanation: explain(finding, files),
    status,
  };
}

/** A task's finding as it was pushed, now that it is mended. */
export function findingOf({ content, year }: { readonly content: PrintedFinding; readonly year: number }): LandTaxFinding {
  const { id, kind, unitCode, sourceId, holder, taxpayer, registeredArea, taxableArea, differenceArea, taxAtStake, explanation } = content;
  const number = (text: string | null) => (text === null ? undefined : Rational.parse(text));
  return {
    ...{ id, kind: kind as FindingKind, year, unitCode, sourceId, holder: holder ?? undefined, taxpayer: taxpayer ?? undefined },
    ...{ registeredArea: number(registeredArea), taxableArea: number(taxableArea), differenceArea: number(differenceArea) },
    ...{ taxAtStake: number(taxAtStake), town: null, landClass: null, status: 'CORRECTED' },
    evidence: { title: undefined, sources: [], leases: [], explained: explanation },
  };
}
