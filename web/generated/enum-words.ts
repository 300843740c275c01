/* eslint-disable */
import type * as types from './graphql.js';

/** 疑点的处理状态。 */
export const FINDING_STATUS_WORDS: Readonly<Record<types.FindingStatus, string>> = {
  CONFIRMED: '属实',
  CORRECTED: '已更正',
  OPEN: '待处理',
  PUSHED: '已推送',
  REJECTED: '不属实',
};

/** 报送文件的去向。 */
export const HANDOVER_STATUS_WORDS: Readonly<Record<types.HandoverStatus, string>> = {
  ACCEPTED: '接收',
  REFUSED: '拒收',
  RETRACTED: '接收后已撤回',
};

/** 疑点的种类。 */
export const LAND_TAX_FINDING_KIND_WORDS: Readonly<Record<types.LandTaxFindingKind, string>> = {
  DUPLICATED_SOURCE: '税源重复',
  LEASE_NOT_DECLARED: '租用集体土地未申报',
  NOT_REGISTERED: '有地无税源',
  NO_TITLE: '有税源无宗地',
  OVER_OCCUPIED: '应税面积大于占用面积',
  RELIEF_WITHOUT_GROUND: '减免无依据',
  UNDER_DECLARED: '少报面积',
  UNLINKED_HOLDER: '权利人未关联',
  WRONG_CLASS: '土地等级不符',
};

/** 任务的接收方。 */
export const LAND_TAX_TASK_RECIPIENT_WORDS: Readonly<Record<types.LandTaxTaskRecipient, string>> = {
  LAND: '自然资源部门',
  TAX: '税务分局',
};

/** 任务的结果。 */
export const LAND_TAX_TASK_RESULT_WORDS: Readonly<Record<types.LandTaxTaskResult, string>> = {
  CONFIRMED: '属实',
  REJECTED: '不属实',
};

/** 隔离行的状态。 */
export const QUARANTINE_STATE_WORDS: Readonly<Record<types.QuarantineState, string>> = {
  DROPPED: '已作废',
  MENDED: '已在更正后的文件中重新报送',
  RELEASED: '已更正放行',
  RETRACTED: '所在的报送已撤回，不再处理',
  WAITING: '等待处理',
};
