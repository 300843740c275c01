import { Link, useLocation, useSearch } from 'wouter';
import { useSession } from '../hub/session.js';
import { isFor, PAGE_ROLES, type PageRoles } from '../page-roles.js';
import css from './land.module.css';

const PLACES: readonly PageRoles[] = [PAGE_ROLES.land, PAGE_ROLES.findings, PAGE_ROLES.tasks, PAGE_ROLES.yield];

/** The pages on land, at the head of each of them; scheme and year go along. */
export function LandLinks() {
  const { who } = useSession();
  const [address] = useLocation();
  const asked = new URLSearchParams(useSearch());
  const under = new URLSearchParams([...asked].filter(([name]) => ['scheme', 'year'].includes(name))).toString();
  return (
    <ul className={css.links} aria-label="土地各页">
      {PLACES.filter((page) => isFor(page, who)).map(({ path, name }) => (
        <li key={path}>
          <Link href={under ? `${path}?${under}` : path} aria-current={path === address ? 'page' : undefined}>
            {name.replace(/^土地　/, '')}
          </Link>
        </li>
      ))}
    </ul>
  );
}
