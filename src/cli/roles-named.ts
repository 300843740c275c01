import { ROLES, type Role } from '../access/viewer.js';
import { ConfigError } from '../config/config-error.js';

/** The roles that a variable names. @throws ConfigError if one is none */
export function rolesNamed(variable: string, names: readonly string[]): ReadonlySet<Role> {
  const roles = names.map((name) => ROLES.find((role) => role === name));
  const wrong = names.filter((_, at) => roles[at] === undefined);
  if (wrong.length > 0) throw new ConfigError(`${variable}：没有角色 ${wrong.join('、')}；应为 ${ROLES.join('、')}，以逗号分隔`);
  return new Set(roles.filter((role) => role !== undefined));
}
