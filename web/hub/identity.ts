import { postJson, request } from './request.js';
import type { Who } from './session.js';

const KEPT = 'muhub-back';

/** Whether people can sign in by the county's identity provider. @throws HubError */
export async function hasIdentityProvider(): Promise<boolean> {
  return ((await (await request('/session/ways')).json()) as { readonly identity: boolean }).identity;
}

/** Goes to the identity provider. @throws HubError where it does not answer */
export async function goToIdentityProvider(): Promise<void> {
  const { address } = (await (await postJson('/session/identity/start', {})).json()) as { readonly address: string };
  const back = new URLSearchParams(window.location.search).get('back');
  if (back === null) window.sessionStorage.removeItem(KEPT);
  else window.sessionStorage.setItem(KEPT, back);
  window.location.assign(address);
}

/** Signs in by what the identity provider sent along. @throws HubError */
export async function signInByIdentity(search: string): Promise<Who> {
  return (await (await postJson('/session/identity', { search })).json()) as Who;
}

/** Where somebody was sent to sign in from, as it was kept while they were away. */
export function keptBack(): string | null {
  return window.sessionStorage.getItem(KEPT);
}
