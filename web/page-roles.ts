/** An address of the page: what it is called, and whom it is for. */
export interface PageRoles {
  /** As wouter matches it. */
  readonly path: string;
  /** Its `h1`, and its place in the menu. */
  readonly name: string;
  /** Those of the documents that it asks (`documents/`). */
  readonly roles: readonly string[];
  readonly inMenu: boolean;
}

const EVERYBODY = [
  'tax_officer',
  'zone_committee',
  'department',
  'town',
  'enterprise',
  'evaluation_office',
  'approver',
  'analyst',
  'dashboard',
  'auditor',
  'security_admin',
  'system_admin',
];
const COUNTS = ['dashboard', 'analyst', 'tax_officer', 'zone_committee', 'town', 'evaluation_office'];
const FIRMS = ['zone_committee', 'tax_officer', 'town', 'evaluation_office'];

/** The pages, in the order of the menu. */
export const PAGE_ROLES = {
  overview: { path: '/', name: '总览', roles: COUNTS, inMenu: true },
  my: { path: '/my', name: '一企一单', roles: ['enterprise'], inMenu: true },
  enterprises: { path: '/enterprises', name: '企业名单', roles: FIRMS, inMenu: true },
  enterprise: { path: '/enterprises/:code', name: '企业', roles: [...FIRMS, 'enterprise'], inMenu: false },
  whatIf: { path: '/what-if', name: '试算', roles: ['evaluation_office', 'analyst', 'zone_committee'], inMenu: true },
  scatter: { path: '/scatter', name: '四象限', roles: ['evaluation_office', 'zone_committee'], inMenu: true },
  findings: { path: '/land/findings', name: '土地　疑点', roles: ['tax_officer'], inMenu: true },
  land: { path: '/land', name: '土地', roles: ['tax_officer'], inMenu: false },
  data: { path: '/data', name: '数据', roles: ['department', 'evaluation_office'], inMenu: true },
  sharing: { path: '/sharing', name: '共享', roles: EVERYBODY, inMenu: true },
} satisfies Record<string, PageRoles>;

/** The address that a role starts at. */
export function firstPageOf(role: string): string {
  return Object.values<PageRoles>(PAGE_ROLES).find(({ roles, inMenu }) => inMenu && roles.includes(role))?.path ?? '/';
}
