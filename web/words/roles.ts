/** The roles of a token, as people call them. */
export const ROLE_WORDS: Readonly<Record<string, string>> = {
  tax_officer: '税务局',
  zone_committee: '开发区管委会',
  department: '部门',
  town: '镇街',
  enterprise: '企业',
  evaluation_office: '亩均办（评价机构）',
  approver: '领导小组（审批）',
  analyst: '政策分析',
  dashboard: '看板',
  public: '公众',
  auditor: '审计员',
  security_admin: '安全管理员',
  system_admin: '系统管理员',
};

/** The departments, as the schema and as tokens name them. */
export const DEPARTMENT_WORDS: Readonly<Record<string, string>> = {
  tax: '税务局',
  emissions: '生态环境局',
  employment: '人力社保局',
  land: '自然资源和规划局',
  statistics: '统计局',
  utilities: '供电、供水单位',
  zone: '园区管委会',
  development: '发展和改革局',
  industry: '经济和信息化局',
  register: '市场监管局',
  county: '亩均办',
};

export function roleWord(role: string): string {
  return ROLE_WORDS[role] ?? role;
}

export function departmentWord(department: string): string {
  return DEPARTMENT_WORDS[department.toLowerCase()] ?? department;
}
