/** Something outside the hub's control that an operator must mend: the message says what and how (中文). */
export class OperatorError extends Error {}

const FILE_SYSTEM: Record<string, string> = {
  ENOSPC: '磁盘已满，请清理空间后重试',
  EDQUOT: '磁盘配额已用完，请清理空间后重试',
  EROFS: '文件系统只读，请换一个可写的数据目录（MUHUB_DATA_DIR）',
  EACCES: '没有权限，请检查目录属主和权限，或换一个数据目录（MUHUB_DATA_DIR）',
  EPERM: '没有权限，请检查目录属主和权限，或换一个数据目录（MUHUB_DATA_DIR）',
  ENOENT: '上级目录不存在或不可写，请检查 MUHUB_DATA_DIR',
  ENOTDIR: '路径中有一段不是目录，请检查 MUHUB_DATA_DIR',
  EEXIST: '同名文件已存在，请检查 MUHUB_DATA_DIR',
  ENOTEMPTY: '同名目录已存在且不是空的，请移走它，或检查 MUHUB_DATA_DIR',
};

/** Runs what touches the data folder; a full, read-only or forbidden disk becomes an {@link OperatorError}. */
export async function onDisk<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const reason = FILE_SYSTEM[(error as NodeJS.ErrnoException).code ?? ''];
    if (reason) throw new OperatorError(`${what}：${reason}`, { cause: error });
    throw error;
  }
}

const SQL_STATES: Record<string, string> = {
  53100: '数据库磁盘已满，请清理空间后重试；本次操作没有留下任何改动',
  54000: '文件中有超长的单元格（主键或名称超过约 900 个汉字），无法入库：请更正后重新移交；本次操作没有留下任何改动',
  53300: '数据库连接数已满，请稍后重试或调大 max_connections',
  57014: '数据库查询超时，请稍后重试',
  '55P03': '数据库中有别的操作占着同一把锁，等候超时，没有做任何改动；请稍后重试，若持续出现，请检查审计表的锁',
  '57P01': '数据库正在关闭，请稍后重试',
  '57P03': '数据库正在启动，请稍后重试',
  25006: '数据库只读，无法写入：请检查是否连到了备库',
  42501: '数据库账户权限不足，请联系数据库管理员',
};

/** The database's own refusal in words that an operator can act on; undefined if it is none of the known ones. */
export function databaseFailure(error: unknown): OperatorError | undefined {
  for (let each = error; each instanceof Error; each = each.cause) {
    const { code } = each as Error & { code?: string };
    if (code && SQL_STATES[code]) return new OperatorError(SQL_STATES[code], { cause: error });
    if (code && ['ECONNREFUSED', 'ECONNRESET', 'EPIPE'].includes(code)) {
      return new OperatorError('数据库连接中断，请检查数据库后重试', { cause: error });
    }
  }
  return undefined;
}
