import type { Command } from 'commander';
import { ROLES, VIEWER_DEPARTMENTS } from '../access/viewer.js';

/** What says whom a token or an account speaks for. */
export interface ClaimOptions {
  readonly role: string;
  readonly zone?: string[];
  readonly town?: string[];
  readonly creditCode?: string;
  readonly department?: string;
  readonly organisation?: string;
  readonly purpose: string;
}

/** The options that say whom a token or an account speaks for. */
export function withClaims(command: Command): Command {
  const collect = (value: string, all: string[] = []) => [...all, value];
  return command
    .requiredOption('--role <role>', `角色：${ROLES.join('、')}`)
    .option('--zone <code>', '园区代码，可多次给出', collect)
    .option('--town <code>', '镇街代码，可多次给出', collect)
    .option('--credit-code <code>', '统一社会信用代码：角色 enterprise 的企业')
    .option('--department <id>', `部门：${VIEWER_DEPARTMENTS.join('、')}`)
    .option('--organisation <name>', '单位：所在单位不是上述部门时写明，授权可限于该单位')
    .option('--purpose <text>', '用途，随每次读取留痕；须与所用授权的用途一致', '日常履职');
}
