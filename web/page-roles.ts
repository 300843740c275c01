/** An address of the page: what it is called, and whom it is for. */
export interface PageRoles {
  /** As wouter matches it. */
  readonly path: string;
  /** Its `h1`, and its place in the menu. */
  readonly name: string;
  /** Those of the documents that it asks (`documents/`). */
  readonly roles: readonly string[];
  /** Of the role `department`, those alone that it is for; all unless given. */
  readonly departments?: readonly string[];
  readonly inMenu: boolean;
  /** What the menu calls it, where that is shorter. */
  readonly menu?: string;
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

const LAND = ['tax_officer', 'department'];
const LAND_OFFICES = ['tax', 'land'];
const LAND_USE = ['tax_officer', 'department', 'zone_committee', 'town', 'evaluation_office'];

/** Those who may run the documents of what is public; nobody need sign in for it. */
const PUBLIC = [...FIRMS, 'enterprise', 'approver', 'analyst', 'dashboard', 'department', 'public'];

/** The pages, in the order of the menu. */
export const PAGE_ROLES = {
  overview: { path: '/', name: '总览', roles: COUNTS, inMenu: true },
  my: { path: '/my', name: '一企一单', roles: ['enterprise'], inMenu: true },
  enterprises: { path: '/enterprises', name: '企业名单', roles: FIRMS, inMenu: true },
  enterprise: { path: '/enterprises/:code', name: '企业', roles: [...FIRMS, 'enterprise'], inMenu: false },
  whatIf: { path: '/what-if', name: '试算', roles: ['evaluation_office', 'analyst', 'zone_committee'], inMenu: true },
  scatter: { path: '/scatter', name: '四象限', roles: ['evaluation_office', 'zone_committee'], inMenu: true },
  land: { path: '/land', name: '土地　概览', roles: LAND, departments: LAND_OFFICES, inMenu: true, menu: '土地' },
  findings: { path: '/land/findings', name: '土地　疑点', roles: LAND, departments: LAND_OFFICES, inMenu: false },
  tasks: { path: '/land/tasks', name: '土地　任务', roles: ['tax_officer'], inMenu: false },
  yield: { path: '/land/yield', name: '土地　以税节地', roles: ['tax_officer'], inMenu: false },
  map: { path: '/land/map', name: '土地　地图', roles: LAND_USE, inMenu: false },
  ledger: { path: '/land/ledger', name: '土地　三类用地台账', roles: LAND_USE, inMenu: false },
  contract: { path: '/land/contracts/:number', name: '土地　出让合同', roles: LAND_USE, inMenu: false },
  landIndicators: { path: '/land/indicators', name: '土地　利用指标', roles: LAND_USE, inMenu: false },
  towns: { path: '/land/towns', name: '土地　镇街排名', roles: LAND_USE, inMenu: false },
  data: { path: '/data', name: '数据', roles: ['department', 'evaluation_office'], inMenu: true },
  wall: { path: '/wall', name: '大屏', roles: COUNTS, inMenu: true },
  operations: { path: '/operations', name: '运行', roles: ['system_admin', 'auditor'], inMenu: true },
  sharing: { path: '/sharing', name: '共享', roles: EVERYBODY, inMenu: true },
  public: { path: '/public', name: '公示', roles: PUBLIC, inMenu: true },
} satisfies Record<string, PageRoles>;

/** Whether a page is for who is signed in. */
export function isFor({ roles, departments }: PageRoles, { role, department }: Viewer): boolean {
  return roles.includes(role) && (role !== 'department' || departments === undefined || departments.includes(department ?? ''));
}

/** The address that somebody starts at. */
export function firstPageOf(viewer: Viewer): string {
  return Object.values<PageRoles>(PAGE_ROLES).find((page) => page.inMenu && isFor(page, viewer))?.path ?? '/';
}

interface Viewer {
  readonly role: string;
  readonly department?: string | null;
}
