import pg from 'pg';
import { ADDED_TO, READ_ONLY } from './hub-account.js';

/** Whether the hub's account can only add to the audit; if it may more, what (中文), and what an administrator runs once. */
export type AuditRights = { readonly appendOnly: true } | { readonly appendOnly: false; readonly why: string; readonly script: string };

/** Who may do everything, which says it all. */
const SUPERUSER = '是超级用户';
/** An account made for the hub alone, by the one that it had: what every finding below comes down to. */
const NEW_ACCOUNT = 'muhub_hub';

/**
 * What the account of a connection may do to the audit besides adding to it.
 * @param hub a connection as the hub works
 */
export async function auditRights(hub: pg.Client): Promise<AuditRights> {
  const tables = [...ADDED_TO, ...READ_ONLY].map((table) => `'public.${table}'::regclass`).join(', ');
  const { rows } = await hub.query<{ me: string; database: string; excess: string[] }>(`
    select current_user as me, current_database() as database, array_remove(array[
      case when (select rolsuper from pg_roles where rolname = current_user) then '${SUPERUSER}' end,
      case when (select bool_or(pg_has_role(current_user, relowner, 'member')) from pg_class where oid in (${tables}))
        then '拥有审计表（可改表结构、停触发器、删表）' end,
      case when (select pg_has_role(current_user, nspowner, 'member') from pg_namespace where nspname = 'public')
        then '拥有模式 public（可删其中的表）' end,
      case when (select pg_has_role(current_user, datdba, 'member') from pg_database where datname = current_database())
        then '拥有整个库（可删库）' end,
      case when (select bool_or(has_table_privilege(oid, 'update') or has_any_column_privilege(oid, 'update'))
        from pg_class where oid in (${tables})) then '可改写审计记录（UPDATE）' end,
      case when (select bool_or(has_table_privilege(oid, 'delete')) from pg_class where oid in (${tables})) then '可删除审计记录（DELETE）' end,
      case when (select bool_or(has_table_privilege(oid, 'truncate')) from pg_class where oid in (${tables})) then '可清空审计表（TRUNCATE）' end,
      case when (select bool_or(has_table_privilege(oid, 'trigger')) from pg_class where oid in (${tables})) then '可在审计表上建触发器（TRIGGER）' end,
      case when has_parameter_privilege('session_replication_role', 'set') then '可停用触发器（session_replication_role）' end,
      case when (select rolcreaterole from pg_roles where rolname = current_user) then '可创建角色并授权（CREATEROLE）' end,
      case when (select bool_or(pg_has_role(current_user, oid, 'member')) from pg_roles
        where rolname in ('pg_write_server_files', 'pg_execute_server_program')) then '可写服务器文件或执行程序' end
    ], null) as excess`);
  const { me, database, excess } = rows[0]!;
  if (excess.length === 0) return { appendOnly: true };
  const name = pg.escapeIdentifier(database);
  return {
    appendOnly: false,
    why: `账户 ${me} ${excess[0] === SUPERUSER ? SUPERUSER : excess.join('、')}`,
    script: `create role ${NEW_ACCOUNT} login password '请换成口令'; grant connect on database ${name} to ${NEW_ACCOUNT}; grant muhub_reader to ${NEW_ACCOUNT};`,
  };
}
