/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** 使用方式。What may be done with a field. */
export type AccessAct =
  /** 汇总。Aggregate it. */
  | 'AGGREGATE'
  /** 推导。Derive from it. */
  | 'DERIVE'
  /** 导出为文件；与读取各自授权，互不包含。Take it away in a file; neither this nor READ brings the other. */
  | 'EXPORT'
  /** 筛选。Filter by it. */
  | 'FILTER'
  /** 排序。Order by it. */
  | 'ORDER'
  /** 在查询中读取。Read it in a query. */
  | 'READ';

/** 分别计数的依据。By what enterprises are counted apart. */
export type BreakdownKey =
  /** 行业组。The group of industries. */
  | 'INDUSTRY_GROUP'
  /** 镇街。The town. */
  | 'TOWN'
  /** 园区。The development zone. */
  | 'ZONE';

/** 数据归属部门。The department whose data a field holds. */
export type Department =
  /** 县（市、区）评价机构。The county that evaluates. */
  | 'COUNTY'
  /** 发展和改革局。Development and reform bureau. */
  | 'DEVELOPMENT'
  /** 生态环境局。Ecology and environment bureau. */
  | 'EMISSIONS'
  /** 人力资源和社会保障局。Human resources and social security bureau. */
  | 'EMPLOYMENT'
  /** 经济和信息化局。Bureau of industry and information technology. */
  | 'INDUSTRY'
  /** 自然资源和规划局。Natural resources bureau. */
  | 'LAND'
  /** 市场监督管理局（企业名录）。Market regulator, who keeps the register. */
  | 'REGISTER'
  /** 统计局。Statistics bureau. */
  | 'STATISTICS'
  /** 税务局。Tax bureau. */
  | 'TAX'
  /** 供电、供水单位。Power and water suppliers. */
  | 'UTILITIES'
  /** 园区管委会。Committee of a zone, for what it signed and checks. */
  | 'ZONE';

/** 评价状态。State of the evaluation. */
export type EvaluationState =
  /** 已评价。Graded. */
  | 'GRADED'
  /** 缺数据，暂缓。Held for want of data. */
  | 'HELD'
  /** 不评价。Not evaluated. */
  | 'NOT_EVALUATED'
  /** 暂不定类（如新设立）。No class yet, such as a newcomer. */
  | 'TEMPORARY';

/** 疑点的处理状态。What became of a finding. */
export type FindingStatus =
  /** 属实。Confirmed. */
  | 'CONFIRMED'
  /** 已更正。Corrected. */
  | 'CORRECTED'
  /** 待处理。Open. */
  | 'OPEN'
  /** 已推送。Pushed to an office. */
  | 'PUSHED'
  /** 不属实。Rejected. */
  | 'REJECTED';

/** 筛选评价结果；各条件同时成立。Which grades; all conditions hold. */
export type GradeFilter = {
  /** 这些最终类别。These final classes. */
  classes?: Array<string> | null | undefined;
  /** 这些统一社会信用代码。These credit codes. */
  creditCodes?: Array<string> | null | undefined;
  /** 这些评价组。These groups. */
  groups?: Array<string> | null | undefined;
  /** 这些评价状态。These states. */
  states?: Array<EvaluationState> | null | undefined;
  /** 这些园区代码。These zone codes. */
  zones?: Array<string> | null | undefined;
};

/** 评价结果的排序；无值者在后，相同者按代码。The order of grades; those without a value come last, equals by credit code. */
export type GradeOrder =
  /** 按统一社会信用代码升序，不分组。By credit code, regardless of group. */
  | 'CREDIT_CODE_ASC'
  /** 先按评价组（方案中的次序），再按名次，在前者先。By group as the scheme lists them, then by rank, best first. */
  | 'RANK_ASC'
  /** 先按评价组，再按名次，在后者先。By group, then by rank, last first. */
  | 'RANK_DESC'
  /** 按总分，不分组，低者先。By total regardless of group, ascending. */
  | 'TOTAL_ASC'
  /** 按总分，不分组，高者先。By total regardless of group, descending. */
  | 'TOTAL_DESC';

/** 授权的状态。The state of a grant. */
export type GrantState =
  /** 已授权。Approved. */
  | 'APPROVED'
  /** 已拒绝。Refused. */
  | 'REFUSED'
  /** 待答复。Asked for. */
  | 'REQUESTED'
  /** 已撤回。Withdrawn. */
  | 'WITHDRAWN';

/** 报送文件的去向。What became of a file. */
export type HandoverStatus =
  /** 接收。Taken. */
  | 'ACCEPTED'
  /** 拒收。Refused. */
  | 'REFUSED'
  /** 接收后已撤回。Taken, and taken back. */
  | 'RETRACTED';

/** 指标值相对基准值的档次。Where the value stands against its benchmark. */
export type IndicatorBand =
  /** 超过 110% 至 200%。Up to 200 %. */
  | 'ABOVE'
  /** 持平：90% 至 110%。Up to 110 %. */
  | 'AROUND'
  /** 不足 90%（且不低于 50%）。Under 90 %. */
  | 'BELOW'
  /** 超过 200%。Over 200 %. */
  | 'FAR_ABOVE'
  /** 低于 50%。Under 50 %. */
  | 'FAR_BELOW';

/** 筛选疑点；各条件同时成立。Which findings; all conditions hold. */
export type LandTaxFindingFilter = {
  /** 涉及这些企业。These enterprises. */
  creditCodes?: Array<string> | null | undefined;
  /** 这些种类。These kinds. */
  kinds?: Array<LandTaxFindingKind> | null | undefined;
  /** 宗地（无宗地时为税源）是这些土地等级，一级与1级相同。Of these land classes, however written. */
  landClasses?: Array<string> | null | undefined;
  /** 这些状态；已更正的只在列出 CORRECTED 时给出。These statuses; corrected ones are given only where CORRECTED is named. */
  statuses?: Array<FindingStatus> | null | undefined;
  /** 涉及税额不少于，元/年。Tax at stake at least, yuan a year. */
  taxAtStakeAtLeast?: string | null | undefined;
  /** 这些镇街代码。These town codes. */
  towns?: Array<string> | null | undefined;
};

/** 疑点的种类。Kinds of finding. */
export type LandTaxFindingKind =
  /** 税源重复。Doubled sources. */
  | 'DUPLICATED_SOURCE'
  /** 租用集体土地未申报。A lease of collective land not declared. */
  | 'LEASE_NOT_DECLARED'
  /** 有地无税源。Land without a source. */
  | 'NOT_REGISTERED'
  /** 有税源无宗地。A source without a parcel. */
  | 'NO_TITLE'
  /** 应税面积大于占用面积。Taxable area above the occupied. */
  | 'OVER_OCCUPIED'
  /** 减免无依据。Relief without ground. */
  | 'RELIEF_WITHOUT_GROUND'
  /** 少报面积。Area under-declared. */
  | 'UNDER_DECLARED'
  /** 权利人未关联。Holder not linked. */
  | 'UNLINKED_HOLDER'
  /** 土地等级不符。Another land class. */
  | 'WRONG_CLASS';

/** 筛选任务；各条件同时成立。Which tasks; all conditions hold. */
export type LandTaxTaskFilter = {
  /** 是否已有结果。Whether answered. */
  answered?: boolean | null | undefined;
  /** 是否逾期未回。Whether overdue. */
  overdue?: boolean | null | undefined;
  /** 是否已推送。Whether pushed. */
  pushed?: boolean | null | undefined;
  /** 这些接收方。To these recipients. */
  recipients?: Array<LandTaxTaskRecipient> | null | undefined;
  /** 这些年度。Of these years. */
  years?: Array<number> | null | undefined;
};

/** 任务的接收方。Who a task goes to. */
export type LandTaxTaskRecipient =
  /** 自然资源部门。The land department. */
  | 'LAND'
  /** 税务分局。An office of the tax bureau. */
  | 'TAX';

/** 任务的结果。What came back for a task. */
export type LandTaxTaskResult =
  /** 属实。Confirmed. */
  | 'CONFIRMED'
  /** 不属实。Rejected. */
  | 'REJECTED';

/** 指标缺失的原因。Why an indicator has no value. */
export type MissingReason =
  /** 分母不大于 0。The denominator is not above 0. */
  | 'DENOMINATOR_NOT_POSITIVE'
  /** 部门未报送。No department handed the fact over. */
  | 'FACT_MISSING'
  /** 部门数据源不可用。The source is unavailable. */
  | 'SOURCE_UNAVAILABLE'
  /** 报送为 0，方案视同缺失。Zero was reported, which the scheme takes for missing. */
  | 'ZERO_REPORTED';

/** 筛选宗地；各条件同时成立。Which parcels; all conditions hold. */
export type ParcelFilter = {
  /** 这些土地等级。These land classes. */
  landClasses?: Array<string> | null | undefined;
  /** 权利人是否已关联到企业。Whether the holder is linked to an enterprise. */
  linked?: boolean | null | undefined;
  /** 这些镇街代码。These town codes. */
  towns?: Array<string> | null | undefined;
  /** 这些不动产单元代码。These unit codes. */
  unitCodes?: Array<string> | null | undefined;
};

/** 台账的措施。The measures of the ledger. */
export type PolicyMeasure =
  /** 征收差别化电价，元，供电。Electricity surcharge. */
  | 'ELECTRICITY_SURCHARGE'
  /** 新增排污，吨，生态环境。Emission quota given. */
  | 'EMISSIONS_ADDED'
  /** 削减排污，吨，生态环境。Emission quota cut. */
  | 'EMISSIONS_CUT'
  /** 征收差别化排污费，元，生态环境。Emission charge. */
  | 'EMISSION_CHARGE'
  /** 削减用能，吨标煤。Energy quota cut. */
  | 'ENERGY_CUT'
  /** 支持用能，吨标煤。Energy quota given. */
  | 'ENERGY_SUPPORTED'
  /** 新增供地，亩，自然资源。Land supplied. */
  | 'LAND_SUPPLIED'
  /** 减免城镇土地使用税，元，税务。Relief of land-use tax. */
  | 'LAND_USE_TAX_RELIEF'
  /** 电力直接交易降本，元，供电。Savings by direct power trading. */
  | 'POWER_TRADING'
  /** 财政奖补，元。Subsidies. */
  | 'SUBSIDY'
  /** 征收差别化水价，元，供水。Water surcharge. */
  | 'WATER_SURCHARGE';

/** 隔离行的状态。The state of a line in quarantine. */
export type QuarantineState =
  /** 已作废。Dropped. */
  | 'DROPPED'
  /** 已在更正后的文件中重新报送。Mended in a file that was handed in again. */
  | 'MENDED'
  /** 已更正放行。Released, corrected. */
  | 'RELEASED'
  /** 所在的报送已撤回，不再处理。Closed: its handover was taken back. */
  | 'RETRACTED'
  /** 等待处理。Waiting. */
  | 'WAITING';

/** 对方案中一个数字的修改。A change of one number of a scheme. */
export type SchemeAmendment = {
  /** 在方案文件中的路径，如 groups/above/indicators/tax_per_mu/weight。The path through the file. */
  path: string;
  /** 理由。Why. */
  reason?: string | null | undefined;
  /** 新值，十进制数，至多 100 位。The new value, a decimal of at most 100 digits. */
  value: string;
};

/** 方案的完整程度。How complete a scheme is. */
export type SchemeStatus =
  /** 完整。Complete. */
  | 'COMPLETE'
  /** 示例，不是任何地方的规定。An example, the rule of no place. */
  | 'EXAMPLE'
  /** 不完整：公开文件未载明全部参数。Partial: something of the method is not known. */
  | 'PARTIAL';

/** 法定保密约束。The secrecy that the law puts on a field. */
export type Secrecy =
  /** 无。None. */
  | 'NONE'
  /** 个人信息。Personal information. */
  | 'PERSONAL'
  /** 统计保密。Statistical secrecy. */
  | 'STATISTICS'
  /** 涉税保密。Tax secrecy. */
  | 'TAX';

/** 共享类型，见政务数据共享条例。The sharing class of the regulations on sharing government data. */
export type SharingClass =
  /** 有条件共享：须有授权。Shared under a grant. */
  | 'CONDITIONAL'
  /** 无条件共享。Shared with every role. */
  | 'UNCONDITIONAL'
  /** 不予共享：只有本部门可见。Not shared beyond its department. */
  | 'WITHHELD';

/** 差别化政策的种类。Kinds of differentiated policy. */
export type TreatmentKind =
  /** 信贷。Credit. */
  | 'CREDIT'
  /** 差别化电价。Electricity price. */
  | 'ELECTRICITY'
  /** 排污指标。Emission quota. */
  | 'EMISSION_QUOTA'
  /** 用能指标。Energy quota. */
  | 'ENERGY_QUOTA'
  /** 用地供应。Supply of land. */
  | 'LAND_SUPPLY'
  /** 城镇土地使用税减免。Relief of land-use tax. */
  | 'LAND_USE_TAX'
  /** 其他。Other. */
  | 'OTHER'
  /** 奖补。Subsidy. */
  | 'SUBSIDY'
  /** 差别化水价。Water price. */
  | 'WATER';

/** 达不到上一类别的原因。Why a better class is out of reach. */
export type UnreachableReason =
  /** 所需总分超过各项封顶和加减分所能达到的。The total needed is above what caps and extras allow. */
  | 'CAP'
  /** 该类没有名额。The class has no place. */
  | 'NO_PLACE'
  /** 有调档规则限制。An override stands in the way. */
  | 'OVERRIDE';

/** 值的种类，决定由谁的授权给出。The kind of value, which decides by whose grant it is given. */
export type ValueKind =
  /** 汇总：若干户合计；不足三户或一户独大的不给。Over several enterprises. */
  | 'AGGREGATE'
  /** 推算值：由各部门数据就一户推算得出，所用各部门都授权了才给。Reckoned for one enterprise from records; each department has to give its part. */
  | 'DERIVED'
  /** 办法：公开的评价方法和标准。The published method. */
  | 'METHOD'
  /** 部门数据：部门报送的记录。What a department handed over. */
  | 'RECORD'
  /** 评价结果：有关机构就一户作出的决定。An office's decision on one enterprise. */
  | 'RESULT'
  /** 结构：通向其他字段，本身不含数据。Leads to other fields and holds no data itself. */
  | 'STRUCTURE';

export type AuditVerificationQueryVariables = Exact<{ [key: string]: never; }>;


export type AuditVerificationQuery = { operations: { verification: Array<{ department: Department, links: number, flaws: Array<string> }> | null } | null };

export type ClassMapQueryVariables = Exact<{
  scheme: string;
  year: number;
  by?: BreakdownKey | null | undefined;
  asOf?: string | null | undefined;
}>;


export type ClassMapQuery = { assessment: { year: number, dataVersion: string, scheme: { id: string }, breakdown: Array<{ key: string | null, graded: number | null, classes: Array<{ class: string, title: string | null, count: number | null, share: string | null }> | null }> | null } | null };

export type ClassMovesQueryVariables = Exact<{
  scheme: string;
  year: number;
  fromScheme: string;
  fromYear: number;
}>;


export type ClassMovesQuery = { assessment: { year: number, dataVersion: string, movesFrom: Array<{ from: string, to: string, count: number | null }> | null } | null };

export type ClassRankingQueryVariables = Exact<{
  scheme: string;
  year: number;
  by?: BreakdownKey | null | undefined;
  asOf?: string | null | undefined;
}>;


export type ClassRankingQuery = { assessment: { year: number, dataVersion: string, scheme: { id: string }, breakdown: Array<{ key: string | null, rank: number | null, graded: number | null }> | null } | null };

export type ClassTrendQueryVariables = Exact<{
  schemes: Array<string> | string;
  years: Array<number> | number;
  asOf?: string | null | undefined;
}>;


export type ClassTrendQuery = { assessments: Array<{ year: number, dataVersion: string, scheme: { id: string, title: string }, groups: Array<{ id: string, title: string, classes: Array<{ class: string, title: string | null, count: number | null, share: string | null }> | null }> }> | null };

export type CountyBenchmarksQueryVariables = Exact<{
  scheme: string;
  year: number;
  asOf?: string | null | undefined;
}>;


export type CountyBenchmarksQuery = { assessment: { year: number, dataVersion: string, scheme: { id: string }, groups: Array<{ id: string, title: string, benchmarks: Array<{ indicator: string, value: string | null, holders: number | null }> | null }> } | null };

export type CountyClassesQueryVariables = Exact<{
  scheme: string;
  year: number;
  asOf?: string | null | undefined;
}>;


export type CountyClassesQuery = { assessment: { year: number, dataVersion: string, scheme: { id: string, title: string }, groups: Array<{ id: string, title: string, ranked: number | null, classes: Array<{ class: string, title: string | null, count: number | null, share: string | null }> | null }> } | null };

export type CountySchemesQueryVariables = Exact<{ [key: string]: never; }>;


export type CountySchemesQuery = { schemes: Array<{ id: string, title: string, jurisdiction: string, years: Array<number>, status: SchemeStatus }> | null, publications: Array<{ id: string, scheme: string, year: number, document: string, validFrom: string | null, trial: boolean }> | null };

export type DropQuarantinedLineMutationVariables = Exact<{
  id: string;
  reason: string;
}>;


export type DropQuarantinedLineMutation = { dropQuarantined:
    | { __typename: 'QuarantinedLine', id: string, state: QuarantineState }
    | { __typename: 'RefusedInput', message: string, issues: Array<{ code: string, line: number | null, column: string | null, found: string | null, message: string }> }
   | null };

export type EnterpriseListQueryVariables = Exact<{
  scheme: string;
  year: number;
  filter?: GradeFilter | null | undefined;
  orderBy?: GradeOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type EnterpriseListQuery = { assessment: { year: number, dataVersion: string, scheme: { id: string }, grades: { totalCount: number | null, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ group: string | null, state: EvaluationState | null, class: string | null, initialClass: string | null, treatedAs: string | null, rank: number | null, rankedOf: number | null, total: string | null, enterprise: { creditCode: string, name: string | null, industry: string | null, industryGroup: string | null, zone: string | null, town: string | null } }> } | null } | null };

export type EnterprisePageQueryVariables = Exact<{
  creditCode: string;
  scheme: string;
  year: number;
}>;


export type EnterprisePageQuery = { assessment: { groups: Array<{ id: string, title: string, classes: Array<{ class: string, title: string | null }> | null }> } | null, enterprise: { creditCode: string, name: string | null, industry: string | null, industryGroup: string | null, zone: string | null, town: string | null, established: string | null, status: string | null, grade: { dataVersion: string, state: EvaluationState | null, group: string | null, total: string | null, rank: number | null, rankedOf: number | null, initialClass: string | null, class: string | null, treatedAs: string | null, scheme: { id: string, title: string }, indicators: Array<{ id: string, title: string, unit: string | null, numerator: string | null, denominator: string | null, value: string | null, benchmark: string | null, points: string | null, weight: string | null, band: IndicatorBand | null, missing: MissingReason | null, numeratorSources: Array<{ id: string, title: string, unit: string | null, department: Department, year: number, records: Array<{ file: string | null, sheet: string | null, line: number, version: string }> | null }> | null, denominatorSources: Array<{ id: string, title: string, unit: string | null, department: Department, year: number, records: Array<{ file: string | null, sheet: string | null, line: number, version: string }> | null }> | null }> | null, extras: Array<{ id: string, title: string, points: string | null }> | null, overrides: Array<{ id: string, title: string, article: string | null, before: string, after: string }> | null, nextClass: { class: string, pointsNeeded: string | null, unreachable: UnreachableReason | null, paths: Array<{ indicator: string, valueNeeded: string | null, numeratorNeeded: string | null }> | null } | null, treatments: Array<{ id: string, title: string, kind: TreatmentKind, rate: string | null, unit: string | null, amount: string | null, text: string | null, document: string, validFrom: string | null, validTo: string | null, trial: boolean }> | null } | null, publishedGrade: { class: string | null, rank: number | null, rankedOf: number | null, publication: { id: string, document: string, validFrom: string | null, scheme: string } | null } | null } | null };

export type EnterpriseRecordQueryVariables = Exact<{
  creditCode: string;
  year: number;
  asOf?: string | null | undefined;
}>;


export type EnterpriseRecordQuery = { enterprise: { id: string, creditCode: string, name: string | null, industry: string | null, industryGroup: string | null, zone: string | null, town: string | null, tax: { vatNet: string | null, exportCredit: string | null, refundOnLevy: string | null, corporateIncome: string | null, property: string | null, landUse: string | null, other: string | null, returned: string | null } | null, emissions: { cod: string | null, ammonia: string | null, so2: string | null, nox: string | null, equivalent: string | null } | null, employment: { averageStaff: string | null, insured: string | null } | null, statistics: { aboveScale: boolean | null, revenue: string | null, valueAdded: string | null, rdExpense: string | null, energy: string | null, energyCalorific: string | null } | null, utilities: { electricity: string | null, water: string | null } | null, land: { ownedArea: string | null, leasedIn: string | null, leasedOut: string | null, usedArea: string | null, tenants: number | null, parcels: Array<{ unitCode: string, area: string | null, landClass: string | null, use: string | null, location: string | null, taxSources: Array<{ sourceId: string, taxableArea: string | null, annualTax: string | null, annualRelief: string | null }> | null }> | null } | null } | null };

export type EnterpriseSheetQueryVariables = Exact<{
  creditCode: string;
  scheme: string;
  year: number;
  asOf?: string | null | undefined;
}>;


export type EnterpriseSheetQuery = { enterprise: { creditCode: string, name: string | null, industry: string | null, zone: string | null, town: string | null, grade: { dataVersion: string, state: EvaluationState | null, group: string | null, rank: number | null, rankedOf: number | null, initialClass: string | null, class: string | null, treatedAs: string | null, total: string | null, overrides: Array<{ title: string, article: string | null, before: string, after: string }> | null, nextClass: { class: string, pointsNeeded: string | null } | null, treatments: Array<{ title: string, kind: TreatmentKind, rate: string | null, unit: string | null, amount: string | null, document: string, validFrom: string | null, validTo: string | null, trial: boolean }> | null, indicators: Array<{ id: string, title: string, unit: string | null, weight: string | null, benchmark: string | null, band: IndicatorBand | null, points: string | null, value: string | null, missing: MissingReason | null }> | null } | null } | null };

export type FindingRecordsQueryVariables = Exact<{
  unitCode: string;
}>;


export type FindingRecordsQuery = { parcel: { unitCode: string, area: string | null, landClass: string | null, use: string | null, location: string | null, holderName: string | null, holder: { creditCode: string, name: string | null } | null, taxSources: Array<{ sourceId: string, occupiedArea: string | null, taxableArea: string | null, relievedArea: string | null, landClass: string | null, annualTax: string | null, annualRelief: string | null, taxpayer: { creditCode: string, name: string | null } | null }> | null } | null };

export type GrantRequestsQueryVariables = Exact<{ [key: string]: never; }>;


export type GrantRequestsQuery = { grants: Array<{ id: string, owner: Department, role: string, organisation: string | null, fields: Array<string> | null, acts: Array<AccessAct> | null, purpose: string, ground: string, from: string, to: string, state: GrantState, history: Array<{ step: GrantState, at: string, by: string, reason: string }> | null }> | null };

export type LandTaxFindingsQueryVariables = Exact<{
  year: number;
  scheme?: string | null | undefined;
  publication?: string | null | undefined;
  filter?: LandTaxFindingFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  asOf?: string | null | undefined;
}>;


export type LandTaxFindingsQuery = { landTaxFindings: { totalCount: number | null, taxAtStakeTotal: string | null, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, kind: LandTaxFindingKind, status: FindingStatus, unitCode: string | null, sourceId: string | null, registeredArea: string | null, taxableArea: string | null, differenceArea: string | null, taxAtStake: string | null, explanation: string | null, holder: { creditCode: string, name: string | null, town: string | null } | null, taxpayer: { creditCode: string, name: string | null, town: string | null } | null }> } | null };

export type LandTaxSumsQueryVariables = Exact<{
  year: number;
  scheme?: string | null | undefined;
  publication?: string | null | undefined;
}>;


export type LandTaxSumsQuery = { landTaxFindings: { totalCount: number | null, taxAtStakeTotal: string | null, byKind: Array<{ key: string, count: number | null, taxAtStake: string | null, unknown: number | null }> | null, byTown: Array<{ key: string, count: number | null, taxAtStake: string | null, unknown: number | null }> | null, byLandClass: Array<{ key: string, count: number | null, taxAtStake: string | null, unknown: number | null }> | null } | null, open: { totalCount: number | null } | null };

export type LandTaxTasksQueryVariables = Exact<{
  filter?: LandTaxTaskFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type LandTaxTasksQuery = { landTaxTasks: { totalCount: number | null, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, year: number, kind: LandTaxFindingKind | null, recipient: LandTaxTaskRecipient, unitCode: string | null, sourceId: string | null, taxAtStake: string | null, explanation: string | null, pushedOn: string | null, dueOn: string | null, overdue: boolean, result: LandTaxTaskResult | null, reason: string | null, decidedOn: string | null, decidedBy: string | null, holder: { creditCode: string, name: string | null, town: string | null } | null, taxpayer: { creditCode: string, name: string | null, town: string | null } | null }> } | null };

export type LandTaxYieldQueryVariables = Exact<{
  scheme: string;
  year: number;
}>;


export type LandTaxYieldQuery = { landTaxYield: { byClass: Array<{ key: string, taxableArea: string | null, tax: string | null, relief: string | null, before: string | null, after: string | null }> | null, byZone: Array<{ key: string, taxableArea: string | null, tax: string | null, relief: string | null, before: string | null, after: string | null }> | null, byIndustry: Array<{ key: string, taxableArea: string | null, tax: string | null, relief: string | null, before: string | null, after: string | null }> | null, potential: { enterprises: number | null, area: string | null, tax: string | null, median: string | null, atMedian: string | null, more: string | null } | null } | null };

export type LowEfficiencyLandQueryVariables = Exact<{
  scheme: string;
  year: number;
}>;


export type LowEfficiencyLandQuery = { landTaxYield: { lowEfficiency: Array<{ unitCode: string, area: string | null, taxPerMu: string | null, threshold: string, enterprise: { creditCode: string, name: string | null, zone: string | null, town: string | null } | null }> | null } | null };

export type OperationsReportQueryVariables = Exact<{ [key: string]: never; }>;


export type OperationsReportQuery = { operations: { node: string, database: string, startedAt: string, memory: number, dataVersion: string, secondWall: boolean, appendOnly: boolean, sources: Array<{ department: Department, up: boolean }>, datasets: Array<{ dataset: string, title: string, department: Department, cycle: string, files: number, receivedAt: string | null, version: string | null }>, chains: Array<{ department: Department, sequence: string, at: string | null, hash: string }> } | null };

export type OwnDataReadersQueryVariables = Exact<{ [key: string]: never; }>;


export type OwnDataReadersQuery = { accessCounts: Array<{ actor: string, role: string, purpose: string | null, reads: number, exports: number, refusals: number, last: string }> | null };

export type ParcelMapQueryVariables = Exact<{
  scheme: string;
  year: number;
  filter?: ParcelFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ParcelMapQuery = { parcels: { totalCount: number | null, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ unitCode: string, area: string | null, landClass: string | null, use: string | null, location: string | null, holder: { creditCode: string, name: string | null, zone: string | null, town: string | null, grade: { class: string | null, rank: number | null } | null } | null }> } | null };

export type ParcelSourcesQueryVariables = Exact<{
  filter?: ParcelFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ParcelSourcesQuery = { parcels: { totalCount: number | null, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ unitCode: string, area: string | null, landClass: string | null, location: string | null, holderName: string | null, holder: { creditCode: string } | null, taxSources: Array<{ sourceId: string, occupiedArea: string | null, taxableArea: string | null, relievedArea: string | null, landClass: string | null, annualTax: string | null, annualRelief: string | null, taxpayer: { creditCode: string, name: string | null } | null }> | null }> } | null };

export type PublicEvaluationsQueryVariables = Exact<{ [key: string]: never; }>;


export type PublicEvaluationsQuery = { publicEvaluations: Array<{ scheme: string, title: string, year: number, document: string, notice: boolean }> | null };

export type PublicResultsQueryVariables = Exact<{
  scheme: string;
  year: number;
  nameOrCode?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type PublicResultsQuery = { publicResults: { totalCount: number | null, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ creditCode: string, name: string, group: string | null, zone: string | null, town: string | null, class: string, year: number, document: string }> } | null };

export type PublicationsQueryVariables = Exact<{
  year?: number | null | undefined;
}>;


export type PublicationsQuery = { publications: Array<{ id: string, scheme: string, digest: string, year: number, document: string, publishedAt: string, validFrom: string | null, dataVersion: string, resultDigest: string, reason: string | null, corrects: { id: string } | null }> | null };

export type PublishedGradeQueryVariables = Exact<{
  creditCode: string;
  year: number;
  scheme?: string | null | undefined;
}>;


export type PublishedGradeQuery = { enterprise: { creditCode: string, name: string | null, zone: string | null, town: string | null, publishedGrade: { state: EvaluationState | null, group: string | null, rank: number | null, rankedOf: number | null, class: string | null, treatedAs: string | null, total: string | null, publication: { id: string, scheme: string, year: number, document: string, validFrom: string | null, dataVersion: string } | null } | null } | null };

export type PublishedLedgerQueryVariables = Exact<{
  publication: string;
  asOf?: string | null | undefined;
}>;


export type PublishedLedgerQuery = { policyLedger: { lines: Array<{ quarter: number, measure: PolicyMeasure, unit: string, due: string | null, reported: string | null, difference: string | null }> | null } | null };

export type PushLandTaxTasksMutationVariables = Exact<{
  year: number;
  publication?: string | null | undefined;
  dueOn?: string | null | undefined;
}>;


export type PushLandTaxTasksMutation = { pushLandTaxTasks:
    | { __typename: 'LandTaxPush', pushedOn: string, dueOn: string, tasks: number }
    | { __typename: 'RefusedInput', message: string, issues: Array<{ message: string }> }
   | null };

export type QuarantinedLinesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type QuarantinedLinesQuery = { quarantine: { totalCount: number | null, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, dataset: string, fileName: string, sheet: string | null, line: number, labels: Array<string> | null, cells: Array<string> | null, codes: Array<string> | null, state: QuarantineState }> } | null };

export type ReceivedFilesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ReceivedFilesQuery = { handovers: { totalCount: number | null, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, dataset: string | null, fileName: string, status: HandoverStatus, version: string | null, receivedAt: string, receivedBy: string, rows: number, accepted: number, quarantined: number, skipped: number, retractedAt: string | null, retractedBy: string | null, retractionReason: string | null, issues: Array<{ code: string, count: number }> | null }> } | null };

export type ReleaseQuarantinedLineMutationVariables = Exact<{
  id: string;
  cells: Array<string> | string;
  reason: string;
}>;


export type ReleaseQuarantinedLineMutation = { releaseQuarantined:
    | { __typename: 'QuarantinedLine', id: string, state: QuarantineState }
    | { __typename: 'RefusedInput', message: string, issues: Array<{ code: string, line: number | null, column: string | null, found: string | null, message: string }> }
   | null };

export type RetractHandoverMutationVariables = Exact<{
  id: string;
  reason: string;
}>;


export type RetractHandoverMutation = { retractHandover:
    | { __typename: 'Handover', id: string, status: HandoverStatus }
    | { __typename: 'RefusedInput', message: string, issues: Array<{ code: string, line: number | null, column: string | null, found: string | null, message: string }> }
   | null };

export type SchemeTextsQueryVariables = Exact<{
  year: number;
}>;


export type SchemeTextsQuery = { schemes: Array<{ id: string, title: string, digest: string, yaml: string }> | null };

export type SharingCatalogueQueryVariables = Exact<{ [key: string]: never; }>;


export type SharingCatalogueQuery = { catalogue: Array<{ coordinate: string, description: string | null, owner: Department, kind: ValueKind, class: SharingClass, secrecy: Secrecy, tells: string | null, ground: string, updateCycle: string }> | null };

export type WhatIfQueryVariables = Exact<{
  scheme: string;
  year: number;
  amendments: Array<SchemeAmendment> | SchemeAmendment;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type WhatIfQuery = { whatIf: { notices: Array<string> | null, matrix: Array<{ from: string, to: string, count: number | null }> | null, fiscal: Array<{ kind: TreatmentKind, unit: string, base: string | null, amended: string | null }> | null, base: { dataVersion: string, groups: Array<{ id: string, title: string, classes: Array<{ class: string, title: string | null, count: number | null }> | null }> }, amended: { groups: Array<{ id: string, title: string, classes: Array<{ class: string, title: string | null, count: number | null }> | null }> }, movers: { totalCount: number | null, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ becauseOf: Array<string> | null, enterprise: { creditCode: string, name: string | null, zone: string | null, town: string | null }, from: { group: string | null, class: string | null, rank: number | null, total: string | null }, to: { class: string | null, rank: number | null, total: string | null } }> } | null } | null };

export type ZoneGradesQueryVariables = Exact<{
  scheme: string;
  year: number;
  filter?: GradeFilter | null | undefined;
  orderBy?: GradeOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  asOf?: string | null | undefined;
}>;


export type ZoneGradesQuery = { assessment: { year: number, dataVersion: string, scheme: { id: string }, grades: { totalCount: number | null, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ state: EvaluationState | null, group: string | null, rank: number | null, rankedOf: number | null, initialClass: string | null, class: string | null, treatedAs: string | null, total: string | null, enterprise: { creditCode: string, name: string | null, industry: string | null, zone: string | null, town: string | null }, nextClass: { class: string, pointsNeeded: string | null } | null, overrides: Array<{ title: string, article: string | null, before: string, after: string }> | null }> } | null } | null };

export type ZoneIndicatorsQueryVariables = Exact<{
  scheme: string;
  year: number;
  filter?: GradeFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  asOf?: string | null | undefined;
}>;


export type ZoneIndicatorsQuery = { assessment: { year: number, dataVersion: string, scheme: { id: string }, grades: { totalCount: number | null, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ group: string | null, rank: number | null, class: string | null, enterprise: { creditCode: string, name: string | null }, indicators: Array<{ id: string, title: string, unit: string | null, weight: string | null, benchmark: string | null, band: IndicatorBand | null, points: string | null, value: string | null, numerator: string | null, denominator: string | null, missing: MissingReason | null }> | null }> } | null } | null };


export const AuditVerificationDocument = {"__meta__":{"hash":"sha256:0d6fa7772502005ecc27a9f16a97f7716a81139e6efad4629624f62e7a79d9b2"}} as unknown as DocumentNode<AuditVerificationQuery, AuditVerificationQueryVariables>;
export const ClassMapDocument = {"__meta__":{"hash":"sha256:f09303b0e4857a60a458295a85a94093cbaf8e505ab65b20bb5eab81a9e87a66"}} as unknown as DocumentNode<ClassMapQuery, ClassMapQueryVariables>;
export const ClassMovesDocument = {"__meta__":{"hash":"sha256:d9c72ccf0247704e8eba0e05204ae46d714bc0fda4db86d3c1f64e47a8941a83"}} as unknown as DocumentNode<ClassMovesQuery, ClassMovesQueryVariables>;
export const ClassRankingDocument = {"__meta__":{"hash":"sha256:9d2de15d68cc72be05e680a3a59db31866efce38b95fe0d3c0227eadaecd8aea"}} as unknown as DocumentNode<ClassRankingQuery, ClassRankingQueryVariables>;
export const ClassTrendDocument = {"__meta__":{"hash":"sha256:68ab82730770b0ee1c9df41fe3e46694dbc3f706c679cce3cc19496204d80d80"}} as unknown as DocumentNode<ClassTrendQuery, ClassTrendQueryVariables>;
export const CountyBenchmarksDocument = {"__meta__":{"hash":"sha256:3178a3eb8f4ea2727cd9dd303d053ff6c5451fef6c3f3a74a5c905c5817734ba"}} as unknown as DocumentNode<CountyBenchmarksQuery, CountyBenchmarksQueryVariables>;
export const CountyClassesDocument = {"__meta__":{"hash":"sha256:c683567b67724f0fe4ce3b2f87eaeb53716f172bff3c7e9a79838d2895a4990d"}} as unknown as DocumentNode<CountyClassesQuery, CountyClassesQueryVariables>;
export const CountySchemesDocument = {"__meta__":{"hash":"sha256:67c7834475839c70b95b9352817999fbe37e7ce7367fd7ddeb111803b2a49289"}} as unknown as DocumentNode<CountySchemesQuery, CountySchemesQueryVariables>;
export const DropQuarantinedLineDocument = {"__meta__":{"hash":"sha256:050ab2d5262006be1ff56c11c90ad39d44f14f7cd6f98bbc0ac7e9278f5363f1"}} as unknown as DocumentNode<DropQuarantinedLineMutation, DropQuarantinedLineMutationVariables>;
export const EnterpriseListDocument = {"__meta__":{"hash":"sha256:7e3e7a0a0aa8f5e126f1f5d8766e99f9b58d49cca0a723d61244cab29cb4bb6e"}} as unknown as DocumentNode<EnterpriseListQuery, EnterpriseListQueryVariables>;
export const EnterprisePageDocument = {"__meta__":{"hash":"sha256:2437a4dff53495eb2c7a81499eb20f93291a75d3686cd7643665ca08253bb648"}} as unknown as DocumentNode<EnterprisePageQuery, EnterprisePageQueryVariables>;
export const EnterpriseRecordDocument = {"__meta__":{"hash":"sha256:ec6c24906ee89cda8e285e38049a8e402988b11c4f85a11d06f504aff6729cf6"}} as unknown as DocumentNode<EnterpriseRecordQuery, EnterpriseRecordQueryVariables>;
export const EnterpriseSheetDocument = {"__meta__":{"hash":"sha256:6469f5b97d335b85ee5cb2667e481659b1c5164a8a5a0f77a771fe2b6802c86d"}} as unknown as DocumentNode<EnterpriseSheetQuery, EnterpriseSheetQueryVariables>;
export const FindingRecordsDocument = {"__meta__":{"hash":"sha256:d85c614d8ce7303185bb4e440c19e41e91ed9e0b1957d43357b69057bd455f26"}} as unknown as DocumentNode<FindingRecordsQuery, FindingRecordsQueryVariables>;
export const GrantRequestsDocument = {"__meta__":{"hash":"sha256:4be88ca2e7bd01035f3f25ce64d1a84387ef6891e11c494f12e76b1b20e72734"}} as unknown as DocumentNode<GrantRequestsQuery, GrantRequestsQueryVariables>;
export const LandTaxFindingsDocument = {"__meta__":{"hash":"sha256:899d618b8da043504e1c3ed5b87431d499007d56ae5c77f196de4771f980ede4"}} as unknown as DocumentNode<LandTaxFindingsQuery, LandTaxFindingsQueryVariables>;
export const LandTaxSumsDocument = {"__meta__":{"hash":"sha256:28d8b3755318455754143126fb224120ac1c0c7edc1fc661645e12287a08460d"}} as unknown as DocumentNode<LandTaxSumsQuery, LandTaxSumsQueryVariables>;
export const LandTaxTasksDocument = {"__meta__":{"hash":"sha256:b36175260f6463abd5e658d6e1705bcfa541dd03353709190dd137f8cdffbb9c"}} as unknown as DocumentNode<LandTaxTasksQuery, LandTaxTasksQueryVariables>;
export const LandTaxYieldDocument = {"__meta__":{"hash":"sha256:6b41386fd6b5bb0209c42852a2ec614ea5d391394bf5b2d5ef3072be059bf9a4"}} as unknown as DocumentNode<LandTaxYieldQuery, LandTaxYieldQueryVariables>;
export const LowEfficiencyLandDocument = {"__meta__":{"hash":"sha256:28829bd0cea1b2e196ca7c21f4d92d522465257717a9a742ccfc7dd0ca8ace07"}} as unknown as DocumentNode<LowEfficiencyLandQuery, LowEfficiencyLandQueryVariables>;
export const OperationsReportDocument = {"__meta__":{"hash":"sha256:6f47ef9abe0d01b58a6f82cc21509fc5ad1eef8c196361dc2e98c0c82298675d"}} as unknown as DocumentNode<OperationsReportQuery, OperationsReportQueryVariables>;
export const OwnDataReadersDocument = {"__meta__":{"hash":"sha256:7e66f9c479370d3680d65228301c462e381298fc8705cc6695a9ef3267c131fd"}} as unknown as DocumentNode<OwnDataReadersQuery, OwnDataReadersQueryVariables>;
export const ParcelMapDocument = {"__meta__":{"hash":"sha256:5b461c3952c5d168908b1a893718c0939f95cc4a7b4abb931a13482b0d312e72"}} as unknown as DocumentNode<ParcelMapQuery, ParcelMapQueryVariables>;
export const ParcelSourcesDocument = {"__meta__":{"hash":"sha256:b473961716634cf99e193b336abc83063f13711e4e14f587cc0a447e85508407"}} as unknown as DocumentNode<ParcelSourcesQuery, ParcelSourcesQueryVariables>;
export const PublicEvaluationsDocument = {"__meta__":{"hash":"sha256:a3e0dc3a38081bdc53a6844840f4e94dc24cd396675500a56fb5e33277ce6513"}} as unknown as DocumentNode<PublicEvaluationsQuery, PublicEvaluationsQueryVariables>;
export const PublicResultsDocument = {"__meta__":{"hash":"sha256:e5e538bc42af95a8407502d3bc53974794bff4f6f276b8928158db4ab7d43805"}} as unknown as DocumentNode<PublicResultsQuery, PublicResultsQueryVariables>;
export const PublicationsDocument = {"__meta__":{"hash":"sha256:ad469afbd912f3bfdc78b45b5e68f367086e8c160b513ece58ff52ca8c1a82cd"}} as unknown as DocumentNode<PublicationsQuery, PublicationsQueryVariables>;
export const PublishedGradeDocument = {"__meta__":{"hash":"sha256:6abc9fbbeffd439467120268d2c04ead0e6fc69fd9081a1d050729a65b21f97e"}} as unknown as DocumentNode<PublishedGradeQuery, PublishedGradeQueryVariables>;
export const PublishedLedgerDocument = {"__meta__":{"hash":"sha256:a558998f29ee2c3846b346b52710b0695ae33823476162e0e0e1f57f26eeacf2"}} as unknown as DocumentNode<PublishedLedgerQuery, PublishedLedgerQueryVariables>;
export const PushLandTaxTasksDocument = {"__meta__":{"hash":"sha256:651975e1caf22222f23f4f1bafc28efcf54eb492119cf5a209d43f62f40baeae"}} as unknown as DocumentNode<PushLandTaxTasksMutation, PushLandTaxTasksMutationVariables>;
export const QuarantinedLinesDocument = {"__meta__":{"hash":"sha256:56225e6d09c1b2dcc82a8a5543df29cf4e73d2d6f88f1b3e1813b9e87384754e"}} as unknown as DocumentNode<QuarantinedLinesQuery, QuarantinedLinesQueryVariables>;
export const ReceivedFilesDocument = {"__meta__":{"hash":"sha256:5fb1b4198e3e4f9052589ce9e539536811915f7c42a873eb513101c25495ec5f"}} as unknown as DocumentNode<ReceivedFilesQuery, ReceivedFilesQueryVariables>;
export const ReleaseQuarantinedLineDocument = {"__meta__":{"hash":"sha256:70965a80b5504e966b5ee84f4c0a70d208465c60498d8f4cf683b6fb73e32d63"}} as unknown as DocumentNode<ReleaseQuarantinedLineMutation, ReleaseQuarantinedLineMutationVariables>;
export const RetractHandoverDocument = {"__meta__":{"hash":"sha256:9c18ef648f49f2f8ff3a72657598c5e34caeac984b075999e3b8e5aed98c0908"}} as unknown as DocumentNode<RetractHandoverMutation, RetractHandoverMutationVariables>;
export const SchemeTextsDocument = {"__meta__":{"hash":"sha256:138f47da612f862f31e8aa4c70d946a36e598e05a6cae4f01361bc183214cc8a"}} as unknown as DocumentNode<SchemeTextsQuery, SchemeTextsQueryVariables>;
export const SharingCatalogueDocument = {"__meta__":{"hash":"sha256:6faa88efe8e79fb613dc8da3b3b794ade5eaa81af0a97eb1954bbef3f8535f57"}} as unknown as DocumentNode<SharingCatalogueQuery, SharingCatalogueQueryVariables>;
export const WhatIfDocument = {"__meta__":{"hash":"sha256:8f541310d6f2e6aec746aecf06d0f8c8456ca81bb96085d6eb57e37f056eb7fc"}} as unknown as DocumentNode<WhatIfQuery, WhatIfQueryVariables>;
export const ZoneGradesDocument = {"__meta__":{"hash":"sha256:db901ae0b02bc37d4e9cd053ff55b96ef6ebb71680afc0567ce9752522c54a3e"}} as unknown as DocumentNode<ZoneGradesQuery, ZoneGradesQueryVariables>;
export const ZoneIndicatorsDocument = {"__meta__":{"hash":"sha256:959d6c4a0e43b8a036c97511cc0cfce618114dfefdf50ebf9ae8de9c3ff76860"}} as unknown as DocumentNode<ZoneIndicatorsQuery, ZoneIndicatorsQueryVariables>;