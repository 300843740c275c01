import { inPublishedOrder, type Assessment, type EnterpriseResult, type GroupResult } from './assessment.js';

/** What `muhub grade --format json` prints of an enterprise, without its name. */
export interface PrintedResult {
  readonly creditCode: string;
  readonly state: string;
  readonly group: string | null;
  readonly total: string | null;
  readonly rank: number | null;
  readonly initial: string | null;
  readonly final: string | null;
  readonly treatedAs: string | null;
  readonly points: Readonly<Record<string, string | null>>;
  readonly overrides: readonly string[];
}

export interface PrintedGroup {
  readonly id: string;
  readonly ranked: number;
  readonly classes: Readonly<Record<string, number>>;
  readonly benchmarks: Readonly<Record<string, string>>;
}

/** What `muhub grade --format json` prints, without digest, data version and names (SCHEME.md, The result). */
export interface PrintedAssessment {
  readonly scheme: string;
  readonly year: number;
  readonly groups: readonly PrintedGroup[];
  readonly results: readonly PrintedResult[];
}

/** The assessment as printed: points and benchmarks with 6 decimals, totals with the scheme's. */
export function printAssessment(assessment: Assessment): PrintedAssessment {
  return {
    scheme: assessment.scheme.id,
    year: assessment.year,
    groups: assessment.groups.map(printGroup),
    results: Array.from(inPublishedOrder(assessment), (row) => printResult(assessment.results[row]!)),
  };
}

function printGroup(group: GroupResult): PrintedGroup {
  return {
    id: group.id,
    ranked: group.ranked,
    classes: Object.fromEntries(group.classes.map((found) => [found.class, found.count])),
    benchmarks: Object.fromEntries(group.benchmarks.map((used) => [used.indicator, used.value.toFixed(6)])),
  };
}

function printResult(result: EnterpriseResult): PrintedResult {
  return {
    creditCode: result.creditCode,
    state: result.state,
    group: result.group?.id ?? null,
    total: result.total?.toFixed(result.group?.total.decimals ?? 6) ?? null,
    rank: result.rank ?? null,
    initial: result.initial ?? null,
    final: result.final ?? null,
    treatedAs: result.treatedAs ?? null,
    points: Object.fromEntries(result.indicators.map((found) => [found.id, found.points?.toFixed(6) ?? null])),
    overrides: result.overrides.map((fired) => fired.id),
  };
}
