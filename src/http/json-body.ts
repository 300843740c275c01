import type { FastifyInstance } from 'fastify';
import { Refusal } from '../access/refusal.js';
import { readJson } from './json-text.js';

const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** Reads JSON bodies in place of the framework, which takes the last of keys that come twice and repairs broken UTF-8. */
export function readJsonBodies(server: FastifyInstance): void {
  server.removeContentTypeParser('application/json');
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, async (_: unknown, body: Buffer) =>
    readJson(decoded(body), '请求正文'),
  );
}

function decoded(body: Buffer): string {
  try {
    return UTF8.decode(body);
  } catch {
    throw new Refusal('BAD_USER_INPUT', '请求正文不是 UTF-8');
  }
}
