import type { FastifyRequest } from 'fastify';
import { Refusal } from '../../access/refusal.js';

const READING = ['GET', 'HEAD'];

/**
 * Refuses what a browser was made to send by another site: everything but reading has to come from the hub's own page. A
 * client that is no browser names neither header, and nobody can make it send a cookie.
 * @throws Refusal FORBIDDEN
 */
export function checkSameOrigin(request: FastifyRequest): void {
  if (READING.includes(request.method)) return;
  const { origin, 'sec-fetch-site': site } = request.headers;
  const isOwn = (site === undefined || site === 'same-origin') && (origin === undefined || hostOf(origin) === request.host);
  if (!isOwn) throw new Refusal('FORBIDDEN', '请求不是从本中枢的页面发出的，已拒绝：请在本中枢的页面上操作');
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
