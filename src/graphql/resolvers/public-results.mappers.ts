import type { Page } from '../../db/page.js';
import type { PublicEvaluation, PublicResult } from '../../round/public-results.js';

export type PublicResultMapper = PublicResult;
export type PublicResultConnectionMapper = Page<PublicResult>;
export type PublicEvaluationMapper = PublicEvaluation & { readonly title: string };
