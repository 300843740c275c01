export const KIND_WORDS: Readonly<Record<string, string>> = {
  RECORD: '部门数据',
  DERIVED: '推算值',
  RESULT: '评价结果',
  AGGREGATE: '汇总',
  METHOD: '办法',
  STRUCTURE: '结构',
};

export const SHARING_WORDS: Readonly<Record<string, string>> = {
  UNCONDITIONAL: '无条件共享',
  CONDITIONAL: '有条件共享',
  WITHHELD: '不予共享',
};

export const GRANT_WORDS: Readonly<Record<string, string>> = {
  REQUESTED: '待答复',
  APPROVED: '已授权',
  REFUSED: '已拒绝',
  WITHDRAWN: '已撤回',
};
