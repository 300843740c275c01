import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import { PAGE_ROLES, type PageRoles } from './page-roles.js';

/** A page, loaded when it is asked for. */
export interface PageOf extends PageRoles {
  readonly Page: LazyExoticComponent<ComponentType>;
}

const enterprise = lazy(() => import('./pages/enterprise.js'));
const notYet = lazy(() => import('./land/not-yet.js'));

/** The pages, in the order of the menu. */
export const PAGES: readonly PageOf[] = [
  { ...PAGE_ROLES.overview, Page: lazy(() => import('./pages/overview.js')) },
  { ...PAGE_ROLES.my, Page: enterprise },
  { ...PAGE_ROLES.enterprises, Page: lazy(() => import('./pages/enterprises.js')) },
  { ...PAGE_ROLES.enterprise, Page: enterprise },
  { ...PAGE_ROLES.whatIf, Page: lazy(() => import('./pages/what-if.js')) },
  { ...PAGE_ROLES.scatter, Page: lazy(() => import('./pages/scatter.js')) },
  { ...PAGE_ROLES.land, Page: lazy(() => import('./land/land.js')) },
  { ...PAGE_ROLES.findings, Page: lazy(() => import('./land/findings.js')) },
  { ...PAGE_ROLES.tasks, Page: lazy(() => import('./land/tasks.js')) },
  { ...PAGE_ROLES.yield, Page: lazy(() => import('./land/yield.js')) },
  { ...PAGE_ROLES.map, Page: notYet },
  { ...PAGE_ROLES.ledger, Page: notYet },
  { ...PAGE_ROLES.contract, Page: notYet },
  { ...PAGE_ROLES.landIndicators, Page: notYet },
  { ...PAGE_ROLES.towns, Page: notYet },
  { ...PAGE_ROLES.data, Page: lazy(() => import('./data/data.js')) },
  { ...PAGE_ROLES.wall, Page: lazy(() => import('./wall/wall.js')) },
  { ...PAGE_ROLES.operations, Page: lazy(() => import('./operations/operations.js')) },
  { ...PAGE_ROLES.public, Page: lazy(() => import('./public/public.js')) },
  { ...PAGE_ROLES.sharing, Page: lazy(() => import('./pages/sharing.js')) },
];
