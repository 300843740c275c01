/** Something outside the hub's control that an operator must mend: the message says what and how (中文). */
export class OperatorError extends Error {}

const FILE_SYSTEM: Record<string, string> = {
  ENOSPC: '磁盘已满，请清理空间后重试',
  EDQUOT: '磁盘配额已用完，请清理空间后重试',
  EROFS: '文件系统只读，请换一个可写的数据目录（MUHUB_DATA_DIR）',
  EACCES: '没有权限，请检查目录属主和权限，或换一个数据目录（MUHUB_DATA_DIR）',
  EPERM: '没有权限，请检查目录属主和权限，或换一个数据目录（MUHUB_DATA_DIR）',
  ENOTDIR: '路径中有一段不是目录，请检查 MUHUB_DATA_DIR',
  EEXIST: '同名文件已存在，请检查 MUHUB_DATA_DIR',
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
