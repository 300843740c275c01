import { Refusal } from '../access/refusal.js';

const RETRY_AFTER_SECONDS = 5;

/** Every connection is in use, and none came free in time. */
export class PoolExhausted extends Refusal {
  /** Seconds after which the same request may pass. */
  readonly retryAfter = RETRY_AFTER_SECONDS;

  constructor(cause: unknown) {
    super(
      'SOURCE_UNAVAILABLE',
      `数据库连接都在使用中，请 ${RETRY_AFTER_SECONDS} 秒后重试；若持续出现，请联系系统管理员检查数据库是否过慢`,
      { cause },
    );
    this.name = 'PoolExhausted';
  }

  /** What of this kind is behind an error, if anything. */
  static in(error: unknown): PoolExhausted | undefined {
    for (let each = error; each instanceof Error; each = each.cause) if (each instanceof PoolExhausted) return each;
    return undefined;
  }
}

/** The pool's own error in our words; any other as it is. */
export function inOurWords(error: Error): Error {
  return /timeout exceeded when trying to connect/.test(error.message) ? new PoolExhausted(error) : error;
}
