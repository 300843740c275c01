import type { Sharing } from '../access/sharing.js';
import { declaredParts } from '../access/decision.js';
import type {
  AssessmentView,
  ExtraView,
  FactView,
  GradeView,
  IndicatorView,
  MoverView,
  NextClassView,
  OverrideView,
  PathView,
  WhatIfView,
} from '../assessment/views.js';
import { partsOfFinding, type FindingView } from '../land-tax/finding-view.js';
import type { DepartmentId } from '../grading/fact.js';

type Departments = readonly DepartmentId[];

const ofGroup = ({ of, result }: Pick<GradeView, 'of' | 'result'>): Departments =>
  result.group ? of.parts.total(result.group) : of.parts.whole();
const ofResult = ({ of }: { readonly of: AssessmentView }): Departments => of.parts.result();
const ofIndicator = ({ of, indicator }: IndicatorView): Departments => of.parts.indicator(indicator);
const ofExtra = ({ of, result, id }: ExtraView): Departments => (result.group ? of.parts.extra(result.group, id) : of.parts.whole());
const ofItself = ({ madeOf }: { readonly madeOf: Departments }): Departments => madeOf;

/** An adjustment of a round is the office's own decision, whatever the rules read. */
const ofOverride = (view: OverrideView): Departments => ('document' in view ? ['county'] : view.of.parts.override(view.id));

/** An indicator that lacks a fact is somebody's to go and ask for; the other reasons are made of its figures. */
function ofMissing(view: IndicatorView): Departments {
  return view.missing === 'FACT_MISSING' ? ofResult(view) : ofIndicator(view);
}

/**
 * The departments that a value is made of, where its object says so: by coordinate, of the object that holds the field.
 * Everything else is made of what its `@shared` declares.
 */
const PARTS: Readonly<Record<string, (source: never) => Departments>> = {
  'Grade.total': ofGroup,
  'IndicatorResult.numerator': ({ of, indicator }: IndicatorView) => of.parts.numerator(indicator),
  'IndicatorResult.denominator': ({ of, indicator }: IndicatorView) => of.parts.denominator(indicator),
  'IndicatorResult.value': ofIndicator,
  'IndicatorResult.points': ofIndicator,
  'IndicatorResult.band': ofIndicator,
  'IndicatorResult.missing': ofMissing,
  'NextClass.pointsNeeded': ofGroup as (view: NextClassView) => Departments,
  'NextClassPath.valueNeeded': ofGroup as (view: PathView) => Departments,
  'NextClassPath.numeratorNeeded': ofGroup as (view: PathView) => Departments,
  'FactSource.records': ({ department }: FactView) => [department],
  ...each('ConfirmationItem', ['value', 'text', 'records'], ({ department }: { readonly department: DepartmentId }) => [department]),
  'WhatIf.movers': ({ amended }: WhatIfView) => amended.parts.whole(),
  'Mover.becauseOf': ({ whatIf }: MoverView) => whatIf.amended.parts.whole(),
  ...each('PolicyDifference', ['quarter', 'measure', 'class', 'unit', 'due', 'reported', 'difference'], ofItself),
  'Treatment.amount': ({ moneyOf }: { readonly moneyOf: Departments }) => moneyOf,
  ...each('QuarantinedLine', ['id', 'dataset', 'fileName', 'sheet', 'line', 'labels', 'cells', 'codes', 'state', 'reason'], ofItself),
  'ExecutionList.rows': ofItself,
  'ExecutionList.change': ofItself,
  ...each('Grade', ['state', 'group', 'rank', 'initialClass', 'class', 'treatedAs'], ofResult),
  ...each('NextClass', ['class', 'unreachable'], ofResult),
  ...each('NextClassPath', ['indicator'], ofResult),
  ...each('ExtraPoints', ['id', 'title', 'points'], ofExtra),
  ...each('OverrideFired', ['id', 'title', 'article', 'before', 'after', 'document'], ofOverride),
  ...each('Treatment', ['id', 'title', 'kind', 'rate', 'unit', 'text', 'document', 'validFrom', 'validTo', 'trial'], ofItself),
  ...each(
    'LandTaxFinding',
    [
      'id',
      'kind',
      'unitCode',
      'sourceId',
      'holder',
      'taxpayer',
      'registeredArea',
      'taxableArea',
      'differenceArea',
      'taxAtStake',
      'explanation',
      'status',
    ],
    (finding: FindingView) => partsOfFinding(finding),
  ),
};

function each<S>(
  type: string,
  fields: readonly string[],
  parts: (source: S) => Departments,
): Record<string, (source: never) => Departments> {
  return Object.fromEntries(fields.map((field) => [`${type}.${field}`, parts as (source: never) => Departments]));
}

/** How to tell, of the objects that hold a field, which departments its value is made of; undefined: as declared. */
export function partsReckoned(coordinate: string): ((source: unknown) => Departments) | undefined {
  return PARTS[coordinate] as ((source: unknown) => Departments) | undefined;
}

/** What a filter or an order of a list of grades reads, by the assessment that holds the list. */
const OF_ALL_GRADES: Readonly<Record<string, (of: AssessmentView) => Departments>> = {
  'Grade.total': (of) => [...new Set(of.assessment.scheme.groups.flatMap(of.parts.total))],
  'Grade.class': (of) => of.parts.result(),
  'Grade.state': (of) => of.parts.result(),
  'Grade.group': (of) => of.parts.result(),
  'Grade.rank': (of) => of.parts.result(),
};

/** The departments whose part a filter or an order needs for all rows. @param source the object whose list it is of */
export function partsRead(coordinate: string, source: unknown, sharing: Sharing): Departments {
  const isAssessment = typeof source === 'object' && source !== null && 'assessment' in source;
  return (isAssessment ? OF_ALL_GRADES[coordinate]?.(source as AssessmentView) : undefined) ?? declaredParts(sharing);
}
