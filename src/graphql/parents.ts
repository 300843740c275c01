import type { LandSource } from '../departments/tax/land-source.js';
import type { LandHolding } from '../departments/land/record.js';
import type { Unit } from '../departments/land/unit.js';
import type { EnterpriseRecord } from '../enterprise/record.js';
import type { Assessment, BenchmarkUsed, EnterpriseResult, GroupResult, IndicatorResult } from '../grading/assessment.js';
import type { DepartmentId } from '../grading/fact.js';
import type { Page } from '../db/page.js';
import type { LoadedScheme } from './hub.js';

/*
 * What stands behind a GraphQL type while it is resolved. Everything read from an answer stays at the data version that
 * the answer began with, so each carries it.
 */
interface At {
  readonly version: number;
}

export type EnterpriseAt = EnterpriseRecord & At;
export type LandHoldingAt = LandHolding & At;
export type ParcelAt = Unit & At;
export type LandSourceAt = LandSource & At;
export type NodeAt = ({ readonly __typename: 'Enterprise' } & EnterpriseAt) | ({ readonly __typename: 'Parcel' } & ParcelAt);

/** An assessment as this viewer may see it. */
export interface AssessmentAt extends At {
  readonly scheme: LoadedScheme;
  readonly assessment: Assessment;
  /** By row of the population. */
  readonly records: readonly EnterpriseRecord[];
  /** The departments whose facts an indicator is made of. */
  readonly madeOf: (indicator: IndicatorResult['indicator']) => readonly DepartmentId[];
}

export interface GradeAt {
  readonly of: AssessmentAt;
  readonly result: EnterpriseResult;
  readonly record: EnterpriseRecord;
}

export interface GroupAt {
  readonly of: AssessmentAt;
  readonly group: GroupResult;
}

/** A benchmark; `fixed` if the scheme itself names the number. */
export interface BenchmarkAt extends BenchmarkUsed {
  readonly fixed: boolean;
}

export interface IndicatorAt extends IndicatorResult {
  readonly madeOf: readonly DepartmentId[];
}

export type EnterprisePage = Page<EnterpriseAt>;
export type ParcelPage = Page<ParcelAt>;
export type GradePage = Page<GradeAt>;
