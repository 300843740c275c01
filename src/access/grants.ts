import type { DepartmentId } from '../grading/fact.js';
import type { Act } from './may.js';
import type { Role } from './viewer.js';

/** What a role was granted: data, so that a county changes it without touching the rule. */
export interface Grant {
  readonly role: Role;
  /** Schema coordinates; `Type.*` stands for every field of a type. */
  readonly fields: readonly string[];
  /** Taken out of `fields`. */
  readonly except?: readonly string[];
  /** Only for a value that is made of facts of these departments alone. */
  readonly madeOf?: readonly DepartmentId[];
  /**
   * Departments whose figures the field may give back beside what else the role sees: a grant says so openly, or what
   * would give them back is withheld (docs/disclosure.md).
   */
  readonly givesBack?: readonly DepartmentId[];
  /** Of a grant on record: its number, and the department that gave it, of whose data alone it can give. */
  readonly stored?: { readonly id: number; readonly owner: DepartmentId };
  /** Only for this token subject. */
  readonly subject?: string;
  /** Only for tokens of this department. */
  readonly department?: DepartmentId;
  /** Only for tokens of this organisation. */
  readonly organisation?: string;
  /** Only for rows of these zones; where no row is told (an order, a filter, a sum), only if the viewer sees no others. */
  readonly zones?: readonly string[];
  /** Only for these acts; every act unless told. */
  readonly acts?: readonly Act[];
  /** Only for tokens of this purpose. */
  readonly purpose?: string;
  /** YYYY-MM-DD, both included. */
  readonly from?: string;
  readonly to?: string;
}

const IDENTITY = ['Query.enterprise', 'Query.enterprises', 'Query.node', 'Enterprise.id', 'Enterprise.creditCode'];
const REGISTER = ['name', 'industry', 'industryGroup', 'zone', 'town', 'established', 'status', 'registered'].map(
  (field) => `Enterprise.${field}`,
);
const LAND = ['Query.parcel', 'Query.parcels', 'Enterprise.land', 'LandHolding.*', 'Parcel.*'];
const ASSESSMENT = ['Query.assessment', 'Query.assessments', 'Assessment.*', 'AssessmentGroup.*', 'ClassCount.*', 'ClassBreakdown.*', 'Benchmark.*'];
const GRADES = ['enterprise', 'scheme', 'year', 'dataVersion', 'rank', 'rankedOf', 'indicators', 'nextClass', 'treatments', 'sources']
  .map((field) => `Grade.${field}`)
  .concat('Enterprise.grade')
  .concat(['id', 'title', 'unit', 'department', 'year'].map((field) => `FactSource.${field}`));
/** What an evaluation comes to, enterprise by enterprise. */
const CLASSES = ['state', 'group', 'initialClass', 'class', 'treatedAs', 'overrides'].map((field) => `Grade.${field}`).concat('OverrideFired.*');
const INDICATORS = ['id', 'title', 'unit', 'benchmark', 'weight', 'numeratorSources', 'denominatorSources'].map((field) => `IndicatorResult.${field}`);
/** How a figure stands: beside a total it narrows the figure down, so that who sees totals gets it with the figure alone. */
const STANDING = ['IndicatorResult.band', 'IndicatorResult.missing'];
const FIGURES = ['numerator', 'denominator', 'value', 'points']
  .map((field) => `IndicatorResult.${field}`)
  .concat('NextClassPath.valueNeeded', 'NextClassPath.numeratorNeeded', 'Treatment.amount')
  .concat(['due', 'reported', 'difference'].flatMap((field) => [`PolicyLedgerLine.${field}`, `PolicyDifference.${field}`]));
/** Which lines a grade came from: of a fact whose record the role may read, and of no other; a file's name may tell something too. */
const RECORDS_BEHIND = ['FactSource.records'];
/** The work on findings, what land brings, and the ledger without its figures. */
const LAND_TAX_WORK = ['Query.landTaxTasks', 'LandTaxTask.*', 'Query.landTaxYield', 'LandTaxYield.*', 'LandTaxPerArea.*', 'LandTaxPotential.*']
  .concat('LowEfficiencyParcel.*', 'Query.policyLedger', 'PolicyLedger.*')
  .concat(['quarter', 'measure', 'unit'].flatMap((field) => [`PolicyLedgerLine.${field}`, `PolicyDifference.${field}`]))
  .concat('PolicyDifference.enterprise', 'PolicyDifference.class');
const LISTS = ['kind', 'scheme', 'year', 'number', 'digest', 'dataVersion', 'madeAt', 'count', 'header']
  .map((field) => `ExecutionList.${field}`)
  .concat('Query.executionLists');
const LIST_ROWS = ['ExecutionList.rows', 'ExecutionList.total', 'ExecutionList.change'];
const WAY_UP = ['NextClass.class', 'NextClass.paths', 'NextClass.unreachable', 'NextClassPath.indicator'];
const ACCESS_LOG = ['Query.accessLog', 'Query.accessCounts', 'AccessLogEntry.*', 'AccessCount.*'];

const MATRIX = ['Query.accessMatrix', 'AccessMatrixRow.*', 'AccessMatrixCell.*'];

/** To ask for grants, and to see what became of one's own; departments answer those asked of them. */
const ASKING = ['Query.grants', 'Mutation.requestGrant', 'AccessGrant.*', 'GrantEvent.*', 'Query.accessExplanation', 'AccessExplanation.*', 'AccessStep.*'];
const ANSWERS = ['Mutation.answerGrant', 'Mutation.withdrawGrant'];
const ANSWERING = [...ASKING, ...ANSWERS, 'Query.grantRehearsal', 'Query.withdrawalRehearsal', 'GrantRehearsal.*', 'RehearsedQuery.*'];

const GOVERNING = [...ACCESS_LOG, ...ANSWERS];

/** Whether a field is what access itself is governed with: no grant on record can give it, so that no two administrators meet in one token. */
export function governs(coordinate: string): boolean {
  return GOVERNING.includes(coordinate) || GOVERNING.includes(`${coordinate.slice(0, coordinate.indexOf('.'))}.*`);
}

/** What a department handed in itself; its resolvers give each the files of its own datasets. */
const OWN_FILES = ['Query.quarantine', 'Query.handovers', 'Mutation.releaseQuarantined', 'Mutation.dropQuarantined']
  .concat('QuarantinedLine.*', 'Handover.*');

/** The sample grants that ship (contract/README.md, Roles). What is not here is not granted. */
export const SAMPLE_GRANTS: readonly Grant[] = [
  {
    role: 'tax_officer',
    fields: [
      ...IDENTITY,
      ...REGISTER,
      ...LAND,
      'Enterprise.tax',
      'TaxRecord.*',
      'LandTaxSource.*',
      'Query.landTaxFindings',
      'LandTaxFinding.*',
      'LandTaxFindingConnection.taxAtStakeTotal',
      'LandTaxFindingConnection.sums',
      'FindingSum.*',
      ...LAND_TAX_WORK,
      ...ASSESSMENT,
      ...GRADES,
      ...INDICATORS,
      'NextClass.class',
      'NextClass.paths',
      'NextClass.unreachable',
      'NextClassPath.indicator',
      'Treatment.*',
    ],
    except: ['Treatment.amount'],
  },
  // Totals are the tax bureau's to know everywhere: below scale, where they are of tax, land and power alone, they give the power back.
  { role: 'tax_officer', fields: ['Grade.total', 'NextClass.pointsNeeded'], givesBack: ['utilities'] },
  // Classes are what an evaluation is made for, and made public by name. That an enterprise is between two cuts, on one side of a
  // condition, may alone tell a figure where a scheme sets them close.
  { role: 'tax_officer', fields: CLASSES, givesBack: ['statistics', 'emissions', 'employment', 'utilities'] },
  { role: 'zone_committee', fields: CLASSES, givesBack: ['tax', 'statistics', 'emissions', 'utilities'] },
  { role: 'tax_officer', fields: [...FIGURES, ...STANDING], madeOf: ['tax', 'land'] },
  { role: 'tax_officer', fields: LISTS },
  { role: 'tax_officer', fields: LIST_ROWS, madeOf: ['tax'] },
  { role: 'department', department: 'utilities', fields: LISTS },
  { role: 'department', department: 'utilities', fields: LIST_ROWS, madeOf: ['utilities'] },
  { role: 'tax_officer', fields: RECORDS_BEHIND, madeOf: ['tax', 'land', 'register'] },
  {
    role: 'zone_committee',
    fields: [
      ...IDENTITY,
      ...REGISTER,
      ...LAND,
      'Enterprise.employment',
      'EmploymentRecord.*',
      ...ASSESSMENT,
      ...GRADES,
      ...INDICATORS,
      ...STANDING,
      ...WAY_UP,
      'Query.whatIf',
      'WhatIf.base',
      'WhatIf.amended',
      'WhatIf.matrix',
      'WhatIf.notices',
      'ClassMove.*',
      'Treatment.*',
    ],
    except: ['Parcel.taxSources', 'Treatment.amount'],
  },
  { role: 'zone_committee', fields: RECORDS_BEHIND, madeOf: ['land', 'employment', 'register'] },
  { role: 'department', fields: [...IDENTITY, ...ACCESS_LOG, ...OWN_FILES, ...MATRIX, ...ANSWERING] },
  { role: 'security_admin', fields: [...MATRIX, ...ANSWERING] },
  { role: 'tax_officer', fields: ASKING },
  { role: 'zone_committee', fields: ASKING },
  { role: 'analyst', fields: ASKING },
  { role: 'auditor', fields: ACCESS_LOG },
  {
    role: 'analyst',
    fields: [
      ...ASSESSMENT,
      'Query.whatIf',
      'WhatIf.base',
      'WhatIf.amended',
      'WhatIf.matrix',
      'WhatIf.notices',
      'WhatIf.fiscal',
      'ClassMove.*',
      'FiscalEffect.*',
    ],
    except: ['Assessment.grades'],
  },
  // Of the documents that a dashboard may run, what is no single enterprise's.
  { role: 'dashboard', fields: ASSESSMENT, except: ['Assessment.grades'] },
  { role: 'dashboard', fields: ['Grade.class', 'Grade.rank'], acts: ['AGGREGATE'] },
  { role: 'analyst', fields: ['Grade.class', 'Grade.rank', 'Treatment.amount'], acts: ['AGGREGATE'] },
];

/** Roles that may see enterprises of their own zones only; the others see every enterprise that they may see at all. */
export const BOUND_TO_ZONES: readonly Role[] = ['zone_committee'];

/** Counts below this, and the counts that would give them back, are withheld from roles that see no single enterprise. */
export const DISCLOSURE_THRESHOLD = 3;
