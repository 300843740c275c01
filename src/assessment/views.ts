import type { Page } from '../db/page.js';
import type { Directory } from '../enterprise/directory.js';
import type { EnterpriseRecord } from '../enterprise/record.js';
import type { Assessment, BenchmarkUsed, EnterpriseResult, GroupResult, IndicatorResult } from '../grading/assessment.js';
import type { Mover } from '../grading/compare.js';
import type { ExtraPoints } from '../grading/extras.js';
import type { NextClass, NextClassPath } from '../grading/next-class.js';
import type { LoadedScheme } from '../policy/registry.js';
import type { FactBehind, FactsBehind } from './fact-behind.js';
import type { Publication } from './publications.js';
import type { SchemeParts } from './scheme-parts.js';

/** An assessment as it is looked at: what it was made from and at which data version. */
export interface AssessmentView {
  readonly scheme: LoadedScheme;
  readonly assessment: Assessment;
  readonly version: number;
  /** Of an amended scheme: the assessment under the scheme as it is. */
  readonly base?: AssessmentView;
  /** Of one that was made public: by what. */
  readonly publication?: Publication;
  /** The whole register: its rows are the population's. */
  readonly directory: Directory;
  /** The enterprises of the population that there are for who looks. */
  readonly visible: (row: number) => EnterpriseRecord | undefined;
  /** Whether {@link visible} has one. */
  readonly isVisible: (row: number) => boolean;
  /** Whether counts are of all enterprises: for who is bound to none and sees every one, or none at all. */
  readonly countsAll: boolean;
  /** The departments that its values are made of. */
  readonly parts: SchemeParts;
  /** The facts and events that its grades rest on. */
  readonly facts: FactsBehind;
  /** What separates an enterprise from the next better class; undefined for who has none to reach. */
  readonly nextClass: (result: EnterpriseResult) => NextClass | undefined;
}

/** Something of one enterprise of it. */
interface OfEnterprise {
  readonly of: AssessmentView;
  readonly result: EnterpriseResult;
}

export interface GradeView extends OfEnterprise {
  readonly record: EnterpriseRecord;
}

/** One group of it. */
export interface GroupView {
  readonly of: AssessmentView;
  readonly group: GroupResult;
}

/** A benchmark, and the group that it is of. */
export interface BenchmarkView extends BenchmarkUsed {
  readonly in: GroupView;
}

export type IndicatorView = IndicatorResult & OfEnterprise;
export type ExtraView = ExtraPoints & OfEnterprise;
export type FactView = FactBehind & OfEnterprise;
export type NextClassView = NextClass & OfEnterprise;
export type PathView = NextClassPath & OfEnterprise;

/** An override that fired, by id. */
export type OverrideView = EnterpriseResult['overrides'][number] & OfEnterprise;

/** The same population under a scheme and under the scheme amended. */
export interface WhatIfView {
  readonly base: AssessmentView;
  readonly amended: AssessmentView;
  /** What the amendments brought with them, in words (中文). */
  readonly notices: readonly string[];
}

/** An enterprise whose class differs between the two. */
export interface MoverView {
  readonly whatIf: WhatIfView;
  readonly mover: Mover;
  readonly record: EnterpriseRecord;
}

export type MoverPage = Page<MoverView>;
export type GradePage = Page<GradeView>;
