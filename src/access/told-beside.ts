/**
 * Fields that are left out, though granted, where beside the rest of what the viewer is told they would give back something
 * that is not (docs/disclosure.md): whether they are is decided with the figures, the texts of schemes and what was told
 * before, so that no list of grants says it.
 */
export const TOLD_BESIDE: ReadonlySet<string> = new Set([
  'Grade.class',
  'Grade.initialClass',
  'Grade.nextClass',
  'Grade.overrides',
  'Grade.rank',
  'Grade.total',
  'Grade.treatments',
  'IndicatorResult.band',
  'IndicatorResult.benchmark',
  'IndicatorResult.missing',
  'NextClass.pointsNeeded',
  'NextClassPath.valueNeeded',
  'NextClassPath.numeratorNeeded',
  'Benchmark.value',
  'ExecutionList.total',
  'FindingSum.taxAtStake',
  'LandTaxFindingConnection.nodes',
  'LandTaxFindingConnection.edges',
  'LandTaxFindingConnection.sums',
  'LandTaxFindingConnection.taxAtStakeTotal',
  'LandTaxFindingConnection.totalCount',
  'LandTaxYield.lowEfficiency',
  'PolicyLedger.differences',
  'Query.executionLists',
  'Query.landTaxTasks',
]);
