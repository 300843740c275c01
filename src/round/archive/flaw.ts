/** What is wrong with an archive; a closed list. */
export type ArchiveFlawCode = 'FILE_CHANGED' | 'FILE_MISSING' | 'FILE_ADDED' | 'NOT_READABLE' | 'RESULT_DIFFERS';

/** One thing that is wrong with an archive, and the file in which. */
export interface ArchiveFlaw {
  readonly code: ArchiveFlawCode;
  /** Relative to the archive. */
  readonly file: string;
  /** 中文 */
  readonly message: string;
}

export function archiveFlaw(code: ArchiveFlawCode, file: string, message: string): ArchiveFlaw {
  return { code, file, message };
}
