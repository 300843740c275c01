import { postJson } from './request.js';

/** What came of setting a password. */
export interface PasswordSet {
  readonly account: string;
  /** What an app that makes one-time codes is given, where the role needs one; said once. */
  readonly secondFactor: SecondFactor | null;
}

export interface SecondFactor {
  readonly secret: string;
  readonly uri: string;
  /** The address as an SVG to be scanned. */
  readonly qr: string;
}

/** Sets a password by the secret of an invitation. @throws HubError */
export async function setPasswordBy(invitation: string, password: string): Promise<PasswordSet> {
  return (await (await postJson('/session/password', { invitation, password })).json()) as PasswordSet;
}
