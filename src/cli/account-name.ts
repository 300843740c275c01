import { userInfo } from 'node:os';

/** Who runs the process, for the record: the account's name, or its number where the system has no name for it. */
export function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? '?'}`;
  }
}
