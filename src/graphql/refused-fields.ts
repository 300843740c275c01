import { Refusal } from '../access/refusal.js';
import type { RefusalReason, WithheldValue } from '../access/withheld.js';

const WHY: Record<RefusalReason, string> = {
  TAX_SECRET: '涉税保密，须有税务部门的授权',
  STATISTICS_SECRET: '统计保密，须有统计部门的授权',
  PERSONAL_INFORMATION: '个人信息，须有数据归属部门的授权',
  PURPOSE_REQUIRED: '授权限于所写用途，令牌未写明该用途',
  CONSENT_REQUIRED: '须企业同意',
  NOT_SHARED: '不予共享的数据',
  NOT_GRANTED: '未授权给该角色',
  SUPPRESSED: '不足三户或一户独大',
};

/** The refusal of a whole field that was asked for by name, or of a filter or order. */
export function forbidden(what: string, { reason }: Pick<WithheldValue, 'reason'>): Refusal {
  if (reason === 'PURPOSE_REQUIRED') {
    return new Refusal('PURPOSE_REQUIRED', `查询 ${what} 须说明用途：${WHY[reason]}；请按授权的用途重新签发令牌（muhub token --purpose）`);
  }
  return new Refusal('FORBIDDEN', `无权查询 ${what}：${WHY[reason]}；需要时请向数据归属部门申请授权`);
}

/** Of a field that cannot be null: what holds it cannot be given either. */
export function incomplete(coordinate: string, { reason }: Pick<WithheldValue, 'reason'>): Refusal {
  const code = reason === 'PURPOSE_REQUIRED' ? reason : 'FORBIDDEN';
  return new Refusal(
    code,
    `授权不完整：${coordinate} 必有其值而未获授权（${WHY[reason]}），所在的对象无法给出；请连同该字段一并申请，或查询中去掉该字段`,
  );
}
