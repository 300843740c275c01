import { Refusal } from '../../access/refusal.js';
import type { DepartmentId } from '../../grading/fact.js';

/** A department whose records lie in a database of its own. */
export interface ApartDepartment {
  readonly id: DepartmentId;
  /** 中文. */
  readonly title: string;
}

/** The records of a department cannot be had: its database is down, slow, or does not hold what it should. */
export class SourceUnavailable extends Refusal {
  readonly department: DepartmentId;
  /** For who runs the hub (中文): what is wrong and what to do; no address, no account. */
  readonly why: string;

  constructor(
    { id, title }: ApartDepartment,
    why: string,
    { cause, left = [] }: { readonly cause?: unknown; readonly left?: readonly string[] } = {},
  ) {
    const what =
      left.length > 0 ? `未接收：${left.join('、')}（没有留下任何改动，恢复后重新移交即可）` : '要用到它的数据未给出，其他部门的不受影响';
    super('SOURCE_UNAVAILABLE', `${title}的数据库暂不可用，${what}。请稍后重试；若持续出现，请联系${title}部门或系统管理员检查其数据库`, {
      cause,
    });
    this.name = 'SourceUnavailable';
    this.department = id;
    this.why = why;
    this.#of = { id, title };
  }

  readonly #of: ApartDepartment;

  /** The same, of files that were handed in. */
  leaving(files: readonly string[]): SourceUnavailable {
    return new SourceUnavailable(this.#of, this.why, { cause: this.cause, left: files });
  }

  /** What of this kind is behind an error, if anything. */
  static in(error: unknown): SourceUnavailable | undefined {
    for (let each = error; each instanceof Error; each = each.cause) if (each instanceof SourceUnavailable) return each;
    return undefined;
  }
}
