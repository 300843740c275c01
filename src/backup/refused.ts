/** A backup that cannot be made, or is not taken back; its message says why and what to do (中文). */
export class BackupRefused extends Error {
  override readonly name = 'BackupRefused';
}
