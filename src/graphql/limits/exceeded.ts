import { Refusal } from '../../access/refusal.js';
import type { Limits } from '../../config/limits.js';

/** Each limit in the words of who runs into it: what is counted, its unit, and what to do. */
const WORDS: { readonly [K in keyof Limits]?: readonly [what: string, unit: string, advice: string] } = {
  documentTokens: ['查询过长：词元', '个', '请缩短查询'],
  depth: ['查询嵌套过深：字段嵌套', '层', '请分几次查询'],
  aliases: ['别名过多：别名', '个', '请分几次查询，或改用列表的筛选'],
  rootFields: ['顶层字段过多：顶层字段', '个', '请分几次查询'],
  directives: ['指令过多：指令', '个', '请去掉多余的指令'],
  directivesAtOnePlace: ['同一处指令过多：指令', '个', '请去掉多余的指令'],
  duplicates: ['重复字段过多：重复', '个', '请去掉重复的字段'],
  spreads: ['片段引用过多：引用', '处', '请合并片段'],
  introspectionLists: ['接口结构查询嵌套过深：列表套列表', '层', '请分几次查询'],
  cost: ['查询量过大：按页长估计的取值', '个', '请减小 first、减少字段或分页查询'],
  underWay: ['中枢繁忙：同时进行的请求', '个', '请稍后再发'],
  concurrent: ['同时进行的请求过多：本令牌', '个', '请等先前的请求答复后再发'],
};

/** A request beyond a limit: says which, and how far over. */
export class LimitExceeded extends Refusal {
  /**
   * @param status the HTTP status that it is answered with
   * @param retryAfter seconds after which the same request may pass
   */
  constructor(
    message: string,
    readonly status: number = 400,
    readonly retryAfter?: number,
  ) {
    super('LIMIT_EXCEEDED', message);
  }
}

/** How a refusal is answered, and whether counting was given up at what was counted. */
interface How {
  readonly status?: number;
  readonly retryAfter?: number;
  readonly isAtLeast?: boolean;
}

/** @throws LimitExceeded if more was counted than a limit allows */
export function hold(limits: Limits, limit: keyof typeof WORDS & keyof Limits, counted: number, how: How = {}): void {
  const most = limits[limit];
  if (counted <= most) return;
  const [what, unit, advice] = WORDS[limit]!;
  const least = how.isAtLeast ? '至少 ' : '';
  throw new LimitExceeded(
    `${what} ${least}${amount(counted)} ${unit}，最多 ${most} ${unit}，超出 ${least}${amount(counted - most)} ${unit}；${advice}`,
    how.status,
    how.retryAfter,
  );
}

/** Beyond any figure that means something, its order of magnitude will do. */
function amount(counted: number): string {
  return counted < 1e12 ? String(counted) : '10^12 以上';
}

/** A file that takes longer to make than it may; nothing of it was sent. */
export function fileTooLate({ fileSeconds }: Limits): LimitExceeded {
  return new LimitExceeded(`导出时间过长：超过 ${fileSeconds} 秒，已中止，没有送出任何内容；请缩小范围或分次导出`, 503);
}

/** A file that takes longer to be taken in than it may; nothing of it was. */
export function handedInTooLate({ fileSeconds }: Limits): LimitExceeded {
  return new LimitExceeded(`接收时间过长：超过 ${fileSeconds} 秒，已中止，没有接收；请拆分后报送，或用命令 muhub intake 接收`, 503);
}

/** A query that takes longer than it may; it was cut off while it was being executed. */
export function tooLate({ seconds }: Limits): LimitExceeded {
  return new LimitExceeded(`查询时间过长：超过 ${seconds} 秒，已中止；请缩小范围或分页查询。若是写入，请先查询是否已生效`, 200);
}
