import type { Page } from '../db/page.js';
import type { Directory } from '../enterprise/directory.js';
import type { EnterpriseRecord } from '../enterprise/record.js';
import type { Assessment, BenchmarkUsed, EnterpriseResult, GroupResult, IndicatorResult } from '../grading/assessment.js';
import type { Mover } from '../grading/compare.js';
import type { DepartmentId } from '../grading/fact.js';
import type { NextClass, NextClassFinder, NextClassPath } from '../grading/next-class.js';
import type { LoadedScheme } from '../policy/registry.js';
import type { FactBehind, FactsBehind } from './fact-behind.js';

/** An assessment as it is looked at: what it was made from and at which data version. */
export interface SeenAssessment {
  readonly scheme: LoadedScheme;
  readonly assessment: Assessment;
  readonly version: number;
  /** Of an amended scheme: the assessment under the scheme as it is. */
  readonly base?: SeenAssessment;
  /** Of an amended scheme, 中文: what changed beside the amendments. */
  readonly notices?: readonly string[];
  /** The whole register: its rows are the population's. */
  readonly directory: Directory;
  /** The register as the database gave it to a viewer who is bound to zones; undefined: to nobody bound. */
  readonly given: Directory | undefined;
  /** Whose a fact is. */
  readonly departmentOf: (fact: string) => DepartmentId;
  /** The departments whose facts an indicator is made of. */
  readonly madeOf: (indicator: IndicatorResult['indicator']) => readonly DepartmentId[];
  /** The facts and events that its grades rest on. */
  readonly facts: FactsBehind;
  /** What separates an enterprise from the next better class; undefined for who has none to reach. */
  readonly nextClass: NextClassFinder;
  /** The rows whose classes may not be told, and are left out. */
  readonly unclassed?: ReadonlySet<number>;
}

/** One enterprise of it. */
export interface SeenGrade {
  readonly of: SeenAssessment;
  readonly result: EnterpriseResult;
  readonly record: EnterpriseRecord;
}

/** One group of it. */
export interface SeenGroup {
  readonly of: SeenAssessment;
  readonly group: GroupResult;
}

/** A benchmark, and the group that it is of. */
export interface SeenBenchmark extends BenchmarkUsed {
  readonly seen: SeenGroup;
}

/** An indicator of one enterprise, with the departments whose facts it is made of. */
export interface SeenIndicator extends IndicatorResult {
  readonly of: SeenAssessment;
  readonly result: EnterpriseResult;
  readonly madeOf: readonly DepartmentId[];
}

/** A fact that a grade rests on, with the department whose records tell it. */
export interface SeenFact extends FactBehind {
  readonly of: SeenAssessment;
  readonly result: EnterpriseResult;
  readonly madeOf: readonly DepartmentId[];
}

/** The way up of one enterprise. */
export interface SeenNextClass extends NextClass {
  readonly of: SeenAssessment;
  readonly result: EnterpriseResult;
}

/** The way up by one indicator, with the departments whose facts it is made of. */
export interface SeenPath extends NextClassPath {
  readonly of: SeenAssessment;
  readonly result: EnterpriseResult;
  readonly madeOf: readonly DepartmentId[];
}

/** The same population under a scheme and under the scheme amended. */
export interface SeenWhatIf {
  readonly base: SeenAssessment;
  readonly amended: SeenAssessment;
}

/** An enterprise whose class differs between the two. */
export interface SeenMover {
  readonly whatIf: SeenWhatIf;
  readonly mover: Mover;
  readonly record: EnterpriseRecord;
}

export type MoverPage = Page<SeenMover>;
export type GradePage = Page<SeenGrade>;
