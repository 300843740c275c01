import pg from 'pg';

/** The tables of the audit, which stands above: to these the hub adds rows, and the heads are moved by a trigger of their owner's. */
export const ADDED_TO = ['audit_event', 'audit_seal'];
export const READ_ONLY = ['audit_head'];
const WORKED_WITH = 'select, insert, update, delete';
const NOT_FOR_HUBS = 'update, delete, truncate, references, trigger';

/**
 * Lets the hub's account work with the tables, and add to the audit without changing it: rights, and on tables with row-level
 * security, which is for the reader, a policy of its own. What is there already is not written again.
 * @param owner a connection of the tables' owner
 * @param account whose rights these are
 */
export async function letWork(owner: pg.Client, account: string): Promise<void> {
  const hub = pg.escapeIdentifier(account);
  const literal = pg.escapeLiteral(account);
  const { rows } = await owner.query<{ name: string; walled: boolean; rights: string[] }>(`
    select relname as name,
      relrowsecurity and not exists (select from pg_policy where polrelid = c.oid and
        (select oid from pg_roles where rolname = ${literal}) = any(polroles)) as walled,
      array(select right_ from unnest('{select,insert,update,delete,truncate,references,trigger}'::text[]) as right_
        where has_table_privilege(${literal}, c.oid, right_)) as rights
    from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`);
  const statements = rows.flatMap(({ name, walled, rights }) => {
    const table = `public.${pg.escapeIdentifier(name)}`;
    const due = READ_ONLY.includes(name) ? 'select' : ADDED_TO.includes(name) ? 'select, insert' : WORKED_WITH;
    const isAudit = due !== WORKED_WITH;
    return [
      ...(due.split(', ').every((right) => rights.includes(right)) ? [] : [`grant ${due} on ${table} to ${hub}`]),
      ...(isAudit && NOT_FOR_HUBS.split(', ').some((right) => rights.includes(right))
        ? [`revoke ${NOT_FOR_HUBS} on ${table} from ${hub}, public`]
        : []),
      ...(walled ? [`create policy ${pg.escapeIdentifier(`muhub_works ${account}`)} on ${table} to ${hub} using (true)`] : []),
    ];
  });
  for (const statement of [...statements, ...(await surroundings(owner, hub, literal))]) await owner.query(statement);
}

/** What is needed around the tables: temporary ones for rehearsals, and to see which migrations were made. */
async function surroundings(owner: pg.Client, hub: string, literal: string): Promise<string[]> {
  const { rows } = await owner.query<{ statement: string; given: boolean }>(`
    select format('grant temporary on database %I to ', current_database()) as statement,
      has_database_privilege(${literal}, current_database(), 'temporary') as given
    union all select 'grant usage on schema public to ', has_schema_privilege(${literal}, 'public', 'usage')
    union all select 'grant usage on schema drizzle to ', has_schema_privilege(${literal}, 'drizzle', 'usage')
    union all select 'grant select on drizzle.__drizzle_migrations to ',
      has_table_privilege(${literal}, 'drizzle.__drizzle_migrations', 'select')
    union all select format('grant usage, select on sequence %s to ', c.oid::regclass), has_sequence_privilege(${literal}, c.oid, 'usage, select')
      from pg_class c where relkind = 'S' and relnamespace = 'public'::regnamespace`);
  return rows.filter(({ given }) => !given).map(({ statement }) => statement + hub);
}
