import type { Publication } from '../../assessment/publications.js';
import type { TextPeriod } from '../../assessment/schemes-in-force.js';
import type {
  AssessmentView,
  BenchmarkView,
  ExtraView,
  FactView,
  GradePage,
  GradeView,
  GroupView,
  IndicatorView,
  MoverPage,
  MoverView,
  NextClassView,
  OverrideView,
  PathView,
  WhatIfView,
} from '../../assessment/views.js';
import type { DocumentSource } from '../../grading/scheme.js';
import type { LoadedScheme } from '../../policy/registry.js';

export type SchemeMapper = LoadedScheme;
export type SchemeSourceMapper = DocumentSource;
export type SchemeVersionMapper = TextPeriod;
export type PublicationMapper = Publication;
export type AssessmentMapper = AssessmentView;
export type AssessmentGroupMapper = GroupView;
export type BenchmarkMapper = BenchmarkView;
export type GradeMapper = GradeView;
export type GradeConnectionMapper = GradePage;
export type IndicatorResultMapper = IndicatorView;
export type ExtraPointsMapper = ExtraView;
export type OverrideFiredMapper = OverrideView;
export type FactSourceMapper = FactView;
export type NextClassMapper = NextClassView;
export type NextClassPathMapper = PathView;
export type WhatIfMapper = WhatIfView;
export type MoverMapper = MoverView;
export type MoverConnectionMapper = MoverPage;
