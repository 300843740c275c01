import type { Title } from '../departments/land/record.js';
import type { Rational } from '../grading/rational.js';

/*
 * What the reckoning of industrial land rests on (LANDUSE.md, Datasets): one interface a dataset, in its units (万元, ㎡, ‰, %),
 * days as YYYY-MM-DD, words of closed lists as handed over. What is missing is null, of numbers and booleans undefined, as
 * records have it everywhere (src/db/record-values.ts). Parties are documents as handed over, folded.
 */

/** `land.approvals` */
export interface Approval {
  readonly document: string;
  readonly project: string;
  readonly kind: '批次' | '单独选址' | null;
  readonly approvedOn: string | null;
  readonly area: Rational | undefined;
  /** 征地实施日期 */
  readonly possessionOn: string | null;
  readonly town: string | null;
  readonly zone: string | null;
}

/** `land.approval_changes` */
export interface ApprovalChange {
  readonly approvalDocument: string;
  readonly project: string;
  readonly document: string;
  readonly kind: '核销' | '撤回' | '失效' | null;
  readonly date: string | null;
  readonly area: Rational | undefined;
}

export type SupplyWay = '划拨' | '出让' | '租赁' | '先租后让' | '弹性出让';

/** `land.supplies`: one 合同编号. */
export interface Supply {
  readonly number: string;
  readonly supervisionNumber: string | null;
  readonly parcelCode: string | null;
  /** 批准文号 */
  readonly approvalDocument: string | null;
  readonly project: string | null;
  readonly way: SupplyWay | null;
  readonly area: Rational | undefined;
  readonly existingArea: Rational | undefined;
  readonly price: Rational | undefined;
  readonly useCode: string | null;
  readonly years: Rational | undefined;
  readonly leaseEnd: string | null;
  /** 受让人证件号 */
  readonly holderId: string | null;
  /** 受让人名称 */
  readonly signedBy: string | null;
  readonly signedOn: string | null;
  readonly deliveryOn: string | null;
  readonly startOn: string | null;
  readonly completionOn: string | null;
  readonly floorAreaRatioAtLeast: Rational | undefined;
  readonly totalInvestment: Rational | undefined;
  readonly standardLand: boolean | undefined;
  /** ‰ of the price a day. */
  readonly startPenaltyRate: Rational | undefined;
  /** ‰ of the price a day. */
  readonly completionPenaltyRate: Rational | undefined;
  /** % of the price. */
  readonly penaltyCap: Rational | undefined;
  readonly town: string | null;
  readonly zone: string | null;
}

/** `land.supply_parcels` */
export interface SupplyParcel {
  readonly contract: string;
  readonly parcelCode: string;
  readonly area: Rational | undefined;
}

/** `land.payments` */
export interface Payment {
  readonly contract: string;
  readonly instalment: string;
  readonly dueOn: string | null;
  readonly amount: Rational | undefined;
  readonly paidOn: string | null;
  readonly paid: Rational | undefined;
}

export const MILESTONE_EVENTS = [
  '交地',
  '动工',
  '停工',
  '复工',
  '竣工',
  '投产',
  '达产',
  '延期批准',
  '政府原因起',
  '政府原因止',
  '解除',
  '收回',
] as const;
export type MilestoneEvent = (typeof MILESTONE_EVENTS)[number];

/** `land.milestones` */
export interface Milestone {
  readonly contract: string;
  readonly event: MilestoneEvent;
  readonly date: string;
  readonly document: string | null;
  /** 延期事项 */
  readonly postponed: '动工' | '竣工' | null;
  readonly newDate: string | null;
  readonly startedArea: Rational | undefined;
  readonly areaToStart: Rational | undefined;
  readonly invested: Rational | undefined;
}

export const PROMISED_INDICATORS = ['投资强度', '容积率', '亩均税收', '单位能耗增加值', '单位排放增加值', '研发比'] as const;
export type PromisedIndicator = (typeof PROMISED_INDICATORS)[number];

/** `land.output_contracts` */
export interface OutputContract {
  readonly number: string;
  /** 合同编号 */
  readonly contract: string | null;
  readonly creditCode: string | null;
  readonly signedOn: string | null;
  readonly productionBy: string | null;
  readonly capacityBy: string | null;
  readonly reviewYear: number | null;
  /** What is promised, each in its unit. */
  readonly promised: Readonly<Record<PromisedIndicator, Rational | undefined>>;
  /** % */
  readonly tolerance: Rational | undefined;
  readonly deposit: Rational | undefined;
}

/** `land.checks` */
export interface OutputCheck {
  /** 监管合同号 */
  readonly outputContract: string;
  readonly node: '竣工' | '投产' | '达产';
  readonly indicator: PromisedIndicator;
  readonly actual: Rational | undefined;
  readonly date: string | null;
  readonly document: string | null;
  /** 整改期限 */
  readonly rectifyBy: string | null;
}

/** `land.idle_cases` */
export interface IdleCase {
  readonly number: string;
  readonly contract: string | null;
  readonly openedOn: string | null;
  readonly recognisedOn: string | null;
  readonly document: string | null;
  readonly cause: '政府' | '企业' | '不可抗力' | null;
  readonly way: string | null;
  readonly fee: Rational | undefined;
  readonly feePaidOn: string | null;
  readonly finishedOn: string | null;
}

/** `land.inefficient` */
export interface InefficientCase {
  readonly number: string;
  readonly parcelCode: string | null;
  readonly recognisedOn: string | null;
  readonly rule: string | null;
  readonly area: Rational | undefined;
  readonly way: string | null;
  readonly plannedYear: number | null;
  readonly acceptedOn: string | null;
  readonly acceptance: string | null;
}

/** `land.transfers` */
export interface Transfer {
  readonly number: string;
  readonly parcelCode: string | null;
  readonly kind: '转让' | '分割' | '续期' | '收回' | '出租' | null;
  readonly date: string | null;
  readonly area: Rational | undefined;
  /** 受让人证件号 */
  readonly buyerId: string | null;
  readonly successors: readonly string[];
}

/** `projects.key` */
export interface KeyProject {
  readonly code: string;
  readonly year: number;
  readonly name: string | null;
  readonly level: string | null;
  readonly plannedQuarter: number | null;
  readonly startedOn: string | null;
  readonly contract: string | null;
  readonly obstacle: string | null;
  readonly unit: string | null;
}

/** `zone.landuse`; areas ㎡, money 万元. */
export interface ZoneYear {
  readonly zone: string;
  readonly year: number;
  readonly built: Rational | undefined;
  readonly industrial: Rational | undefined;
  readonly residential: Rational | undefined;
  /** 未建成可供用地 */
  readonly ready: Rational | undefined;
  /** 未建成不可供用地 */
  readonly notReady: Rational | undefined;
  readonly supplied: Rational | undefined;
  readonly idle: Rational | undefined;
  readonly floorArea: Rational | undefined;
  readonly industrialFloorArea: Rational | undefined;
  readonly industrialBaseArea: Rational | undefined;
  readonly industrialInvestment: Rational | undefined;
  readonly industrialTax: Rational | undefined;
  /** 二三产税收 */
  readonly tax: Rational | undefined;
  readonly population: Rational | undefined;
}

/** `region.annual`; areas ㎡, money 万元. */
export interface RegionYear {
  readonly region: string;
  readonly year: number;
  readonly gdp: Rational | undefined;
  readonly gdpConstant: Rational | undefined;
  /** 不变价基期 */
  readonly base: number | null;
  readonly builtLand: Rational | undefined;
  readonly industrialLand: Rational | undefined;
  readonly industrialOutput: Rational | undefined;
}

/** `mines.annual`; rates in %. */
export interface MineYear {
  readonly permit: string;
  readonly year: number;
  readonly creditCode: string | null;
  readonly mineral: string | null;
  readonly mining: Rational | undefined;
  readonly dressing: Rational | undefined;
  readonly utilisation: Rational | undefined;
  readonly designMining: Rational | undefined;
  readonly designDressing: Rational | undefined;
  readonly designUtilisation: Rational | undefined;
  readonly greenLevel: '无' | '市级' | '省级' | '国家级' | null;
  readonly areaToTreat: Rational | undefined;
  readonly treatedArea: Rational | undefined;
  /** 规模, where a county has it. */
  readonly size: '大' | '中' | '小' | null;
  /** 清洁生产, where a county has it. */
  readonly clean: boolean | undefined;
}

/** Every record of industrial land that is known at a data version, of whatever day. */
export interface LandRecords {
  readonly approvals: readonly Approval[];
  readonly changes: readonly ApprovalChange[];
  readonly supplies: readonly Supply[];
  readonly supplyParcels: readonly SupplyParcel[];
  readonly payments: readonly Payment[];
  readonly milestones: readonly Milestone[];
  readonly outputContracts: readonly OutputContract[];
  readonly checks: readonly OutputCheck[];
  readonly idleCases: readonly IdleCase[];
  readonly inefficient: readonly InefficientCase[];
  readonly transfers: readonly Transfer[];
  readonly projects: readonly KeyProject[];
  readonly zones: readonly ZoneYear[];
  readonly regions: readonly RegionYear[];
  readonly mines: readonly MineYear[];
}

/** What is asked of the registers of land and of enterprises, at the same data version. */
export interface LandRegister {
  /** Every title of `land.parcels`, in force or not; areas in 亩, as the department's other readers have them. */
  readonly titles: readonly Title[];
  /** The credit code of the enterprise that a party's document is (HANDOVER.md, Identity); undefined where none is known by it. */
  readonly enterpriseOf: (document: string) => string | undefined;
  /** The codes of towns and zones that the register of enterprises names, each once. */
  readonly towns: readonly string[];
  readonly zones: readonly string[];
}
