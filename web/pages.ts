import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import { PAGE_ROLES, type PageRoles } from './page-roles.js';

/** A page, loaded when it is asked for. */
export interface PageOf extends PageRoles {
  readonly Page: LazyExoticComponent<ComponentType>;
}

const enterprise = lazy(() => import('./pages/enterprise.js'));
const findings = lazy(() => import('./pages/findings.js'));

/** The pages, in the order of the menu. */
export const PAGES: readonly PageOf[] = [
  { ...PAGE_ROLES.overview, Page: lazy(() => import('./pages/overview.js')) },
  { ...PAGE_ROLES.my, Page: enterprise },
  { ...PAGE_ROLES.enterprises, Page: lazy(() => import('./pages/enterprises.js')) },
  { ...PAGE_ROLES.enterprise, Page: enterprise },
  { ...PAGE_ROLES.whatIf, Page: lazy(() => import('./pages/what-if.js')) },
  { ...PAGE_ROLES.scatter, Page: lazy(() => import('./pages/scatter.js')) },
  { ...PAGE_ROLES.findings, Page: findings },
  { ...PAGE_ROLES.land, Page: findings },
  { ...PAGE_ROLES.data, Page: lazy(() => import('./pages/data.js')) },
  { ...PAGE_ROLES.sharing, Page: lazy(() => import('./pages/sharing.js')) },
];
