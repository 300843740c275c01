import type { FindingStatus, LandTaxFindingKind } from '../generated/graphql.js';

export const FINDING_WORDS: Readonly<Record<LandTaxFindingKind, string>> = {
  NOT_REGISTERED: '有地无税源',
  UNDER_DECLARED: '少报面积',
  OVER_OCCUPIED: '应税大于占用',
  WRONG_CLASS: '土地等级不符',
  LEASE_NOT_DECLARED: '租用集体土地未申报',
  RELIEF_WITHOUT_GROUND: '减免无依据',
  NO_TITLE: '有税源无宗地',
  DUPLICATED_SOURCE: '税源重复',
  UNLINKED_HOLDER: '权利人未关联',
};

export const FINDING_STATUS_WORDS: Readonly<Record<FindingStatus, string>> = {
  OPEN: '待处理',
  PUSHED: '已推送',
  CONFIRMED: '属实',
  CORRECTED: '已更正',
  REJECTED: '不属实',
};
