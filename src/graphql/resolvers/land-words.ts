import type {
  ApprovalChangeKind,
  ApprovalKind,
  GreenMineLevel,
  IdleCause,
  LandStepName,
  MilestoneEvent,
  PromisedIndicator,
  SupplyWay,
} from '../__generated__/resolvers.js';
import type * as of from '../../land-use/records.js';

/** The words of closed lists as the schema names them. */
export const SUPPLY_WAYS: Readonly<Record<of.SupplyWay, SupplyWay>> = {
  划拨: 'ALLOCATED',
  出让: 'GRANTED',
  租赁: 'LEASED',
  先租后让: 'LEASED_THEN_GRANTED',
  弹性出让: 'FLEXIBLE',
};

export const MILESTONE_EVENTS: Readonly<Record<of.MilestoneEvent, MilestoneEvent>> = {
  交地: 'DELIVERY',
  动工: 'START',
  停工: 'STOP',
  复工: 'RESUMPTION',
  竣工: 'COMPLETION',
  投产: 'PRODUCTION',
  达产: 'CAPACITY',
  延期批准: 'POSTPONEMENT',
  政府原因起: 'GOVERNMENT_CAUSE_FROM',
  政府原因止: 'GOVERNMENT_CAUSE_TO',
  解除: 'TERMINATION',
  收回: 'WITHDRAWAL',
};

export const STEP_NAMES: Readonly<Record<'交地' | '动工' | '竣工' | '投产' | '达产', LandStepName>> = {
  交地: 'DELIVERY',
  动工: 'START',
  竣工: 'COMPLETION',
  投产: 'PRODUCTION',
  达产: 'CAPACITY',
};

export const IDLE_CAUSES: Readonly<Record<NonNullable<of.IdleCase['cause']>, IdleCause>> = {
  政府: 'GOVERNMENT',
  企业: 'ENTERPRISE',
  不可抗力: 'FORCE_MAJEURE',
};

export const APPROVAL_KINDS: Readonly<Record<NonNullable<of.Approval['kind']>, ApprovalKind>> = {
  批次: 'BATCH',
  单独选址: 'SEPARATE_SITE',
};

export const APPROVAL_CHANGE_KINDS: Readonly<Record<NonNullable<of.ApprovalChange['kind']>, ApprovalChangeKind>> = {
  核销: 'WRITTEN_OFF',
  撤回: 'REVOKED',
  失效: 'LAPSED',
};

export const PROMISED_INDICATORS: Readonly<Record<of.PromisedIndicator, PromisedIndicator>> = {
  投资强度: 'INVESTMENT_INTENSITY',
  容积率: 'FLOOR_AREA_RATIO',
  亩均税收: 'TAX_PER_MU',
  单位能耗增加值: 'VALUE_ADDED_PER_ENERGY',
  单位排放增加值: 'VALUE_ADDED_PER_EMISSION',
  研发比: 'RD_RATIO',
};

export const GREEN_LEVELS: Readonly<Record<NonNullable<of.MineYear['greenLevel']>, GreenMineLevel>> = {
  无: 'NONE',
  市级: 'CITY',
  省级: 'PROVINCE',
  国家级: 'NATION',
};
