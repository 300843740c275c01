import pg from 'pg';
import { READER } from './read-as.js';
import { POLICY } from './row-policy.js';

/** Whether the database itself holds readers to their rows; if not, why (中文), and what its administrator runs once. */
export type SecondWall = { readonly up: true } | { readonly up: false; readonly why: string; readonly script: string };

/**
 * Raises the second wall: the reader's role, the hub's right to take it on, its right to read the tables that have a
 * policy. What is there already is not written again, since several hubs may start at once.
 * @param owner a connection of the tables' owner
 * @param hub a connection as the hub works; as the owner unless given
 */
export async function raiseSecondWall(owner: pg.Client, hub = owner): Promise<SecondWall> {
  const [me, maker] = [await accountOf(hub), await accountOf(owner)];
  const script = `create role ${READER} nologin; grant ${READER} to ${pg.escapeIdentifier(me)};`;
  const down = (why: string): SecondWall => ({ up: false, why, script });
  if (!(await allowed(owner, CREATE))) return down(`账户 ${maker} 无权创建角色 ${READER}`);
  const grant = `grant ${READER} to ${pg.escapeIdentifier(me)}`;
  if (!(await allowed(hub, TAKE_ON)) && !((await allowed(owner, grant)) && (await allowed(hub, TAKE_ON)))) {
    return down(`账户 ${me} 无权以角色 ${READER} 读取`);
  }
  await grantReading(owner);
  return (await bound(hub)) ? { up: true } : down(`角色 ${READER} 是超级用户、有 BYPASSRLS 属性或拥有数据表，请收回`);
}

/** Who a connection is. */
export async function accountOf(client: pg.Client): Promise<string> {
  return (await client.query<{ me: string }>('select current_user as me')).rows[0]!.me;
}

const CREATE = `do $$ begin
  if not exists (select from pg_roles where rolname = '${READER}') then create role ${READER} nologin; end if;
exception when duplicate_object or unique_violation then null; end $$`;
const TAKE_ON = `set role ${READER}; reset role`;
const FORBIDDEN = '42501';

async function allowed(client: pg.Client, statement: string): Promise<boolean> {
  try {
    await client.query(statement);
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === FORBIDDEN) return false;
    throw error;
  }
}

const READABLE = `select format('%I.%I', schemaname, tablename)::regclass as "table" from pg_policies where policyname = '${POLICY}'`;

async function grantReading(owner: pg.Client): Promise<void> {
  const { rows } = await owner.query<{ table: string }>(
    `select "table"::text from (${READABLE}) as readable where not has_table_privilege('${READER}', "table", 'select')`,
  );
  for (const { table } of rows) await owner.query(`grant select on ${table} to ${READER}`);
}

/** Whether the policies hold for the reader, whatever the role was made to be. */
async function bound(hub: pg.Client): Promise<boolean> {
  await hub.query(`begin read only; set local role ${READER}`);
  try {
    const { rows } = await hub.query<{ bound: boolean }>(
      `select bool_and(row_security_active("table")) as bound from (${READABLE}) as readable`,
    );
    return rows[0]?.bound === true;
  } finally {
    await hub.query('rollback');
  }
}
