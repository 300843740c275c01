import { postJson } from './request.js';

/** What came of setting a password. */
export interface PasswordSet {
  readonly account: string;
}

/** Sets a password by the secret of an invitation. @throws HubError */
export async function setPasswordBy(invitation: string, password: string): Promise<PasswordSet> {
  return (await (await postJson('/session/password', { invitation, password })).json()) as PasswordSet;
}
