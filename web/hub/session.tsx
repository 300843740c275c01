import { createContext, useContext } from 'react';
import type { Answers } from './answers.js';
import { HubError } from './hub-error.js';
import { postJson, request } from './request.js';

/** Who is signed in, as the hub says. */
export interface Who {
  readonly subject: string;
  readonly role: string;
  readonly zones: readonly string[];
  readonly towns: readonly string[];
  readonly department: string | null;
  readonly creditCode: string | null;
  readonly organisation: string | null;
  readonly purpose: string | null;
  readonly county: string | null;
  readonly mode: 'sample' | 'serve';
}

/** The session of the page. */
export interface Session {
  readonly who: Who;
  readonly answers: Answers;
  readonly signOut: () => void;
  /** To be told that the hub no longer knows who asks. */
  readonly ended: () => void;
}

export const SessionContext = createContext<Session | undefined>(undefined);

/** The session that a page stands in. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('a page outside of a session');
  return session;
}

/** Who is signed in; undefined: nobody. @throws HubError where the hub cannot be asked */
export async function whoIsIn(): Promise<Who | undefined> {
  try {
    return (await (await request('/session')).json()) as Who;
  } catch (error) {
    if (error instanceof HubError && error.code === 'UNAUTHENTICATED') return undefined;
    throw error;
  }
}

/** What somebody signs in by. */
export type Credentials =
  { readonly token: string } | { readonly sheet: string } | { readonly account: string; readonly password: string; readonly code?: string };

/** Signs in. @throws HubError */
export async function signInBy(credentials: Credentials): Promise<Who> {
  return (await (await postJson('/session', credentials)).json()) as Who;
}

/** Signs out. @returns where to go to sign out at the identity provider too, where somebody came in by it */
export async function signOutHere(): Promise<string | undefined> {
  const response = await request('/session', { method: 'DELETE' });
  return response.status === 204 ? undefined : ((await response.json()) as { readonly signOut: string }).signOut;
}

/** A role of the sample that can be clicked on. */
export interface SampleRole {
  readonly role: string;
  readonly of: string | null;
  readonly token: string;
}

/** The sample's roles; none where the hub is no sample. */
export async function sampleRoles(): Promise<readonly SampleRole[]> {
  try {
    return ((await (await request('/session/sample')).json()) as { readonly roles: readonly SampleRole[] }).roles;
  } catch (error) {
    if (error instanceof HubError && ['NOT_FOUND', 'FORBIDDEN'].includes(error.code)) return [];
    throw error;
  }
}
