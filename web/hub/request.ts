import { errorOf, HubError } from './hub-error.js';

/** Whoever waits longer is told so. */
const LONGEST_MS = 9_000;

/**
 * Asks the hub for something of its own.
 * @throws HubError whatever went wrong; UNAUTHENTICATED where the session has ended
 */
export async function request(path: string, init: RequestInit = {}, longest = LONGEST_MS): Promise<Response> {
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(), longest);
  try {
    const response = await fetch(path, { ...init, credentials: 'same-origin', signal: giveUp.signal });
    if (!response.ok) throw await errorOf(response);
    // What comes is read in the same time.
    return new Response(response.status === 204 ? null : await response.blob(), response);
  } catch (error) {
    if (error instanceof HubError) throw error;
    if (giveUp.signal.aborted) throw new HubError('TIMEOUT', `中枢 ${Math.round(longest / 1000)} 秒内没有回答：可能正忙，请重试`);
    throw new HubError('NETWORK', '连不上中枢：请检查网络后重试；若持续出现，请联系系统管理员');
  } finally {
    clearTimeout(timer);
  }
}

export function postJson(path: string, body: unknown): Promise<Response> {
  return request(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
}
