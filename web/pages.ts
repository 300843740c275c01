import { lazy, type ComponentType } from 'react';
import DataPage from './data/data.js';
import Findings from './land/findings.js';
import Land from './land/land.js';
import NotYet from './land/not-yet.js';
import Tasks from './land/tasks.js';
import Yield from './land/yield.js';
import OperationsPage from './operations/operations.js';
import { PAGE_ROLES, type PageRoles } from './page-roles.js';
import EnterprisePage from './pages/enterprise.js';
import Overview from './pages/overview.js';
import Scatter from './pages/scatter.js';
import Sharing from './pages/sharing.js';
import PublicPage from './public/public.js';
import Wall from './wall/wall.js';

/** A page of the menu, and what is at its address. */
export interface PageOf extends PageRoles {
  readonly Page: ComponentType;
}

/**
 * The pages that bring a library of their own, loaded when they are asked for. The others come with the frame: together they are as
 * large as one of these, and each file more is asked for only once the one before it is here.
 */
const LOADED = {
  [PAGE_ROLES.enterprises.path]: () => import('./pages/enterprises.js'),
  [PAGE_ROLES.whatIf.path]: () => import('./pages/what-if.js'),
};

/** Begins to load the page of an address, before it is known who is signed in. */
export function beginToLoad(address: string): void {
  // Whoever comes to the page itself is told what went wrong.
  LOADED[address]?.().catch(() => undefined);
}

/** The pages, in the order of the menu. */
export const PAGES: readonly PageOf[] = [
  { ...PAGE_ROLES.overview, Page: Overview },
  { ...PAGE_ROLES.my, Page: EnterprisePage },
  { ...PAGE_ROLES.enterprises, Page: lazy(LOADED[PAGE_ROLES.enterprises.path]!) },
  { ...PAGE_ROLES.enterprise, Page: EnterprisePage },
  { ...PAGE_ROLES.whatIf, Page: lazy(LOADED[PAGE_ROLES.whatIf.path]!) },
  { ...PAGE_ROLES.scatter, Page: Scatter },
  { ...PAGE_ROLES.land, Page: Land },
  { ...PAGE_ROLES.findings, Page: Findings },
  { ...PAGE_ROLES.tasks, Page: Tasks },
  { ...PAGE_ROLES.yield, Page: Yield },
  { ...PAGE_ROLES.map, Page: NotYet },
  { ...PAGE_ROLES.ledger, Page: NotYet },
  { ...PAGE_ROLES.contract, Page: NotYet },
  { ...PAGE_ROLES.landIndicators, Page: NotYet },
  { ...PAGE_ROLES.towns, Page: NotYet },
  { ...PAGE_ROLES.data, Page: DataPage },
  { ...PAGE_ROLES.wall, Page: Wall },
  { ...PAGE_ROLES.operations, Page: OperationsPage },
  { ...PAGE_ROLES.public, Page: PublicPage },
  { ...PAGE_ROLES.sharing, Page: Sharing },
];
