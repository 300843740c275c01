import { Link } from 'wouter';
import { useSession } from '../hub/session.js';
import { isFor, PAGE_ROLES } from '../page-roles.js';

/** An enterprise by its name, which leads to its page where there is one for who looks. */
export function Firm({
  of,
  under,
}: {
  readonly of: { readonly creditCode: string; readonly name?: string | null } | null | undefined;
  /** The query of the address that it leads to: scheme and year. */
  readonly under: string;
}) {
  const { who } = useSession();
  if (!of) return <>—</>;
  const name = of.name ?? of.creditCode;
  return isFor(PAGE_ROLES.enterprise, who) ? <Link href={`/enterprises/${of.creditCode}?${under}`}>{name}</Link> : <>{name}</>;
}
