import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import { Refusal } from '../access/refusal.js';
import type { Routes } from './foundation.js';

/** What `bin/build.js` makes of web/; as deep below the root as this file is. */
export const PAGE_FOLDER = fileURLToPath(new URL('../../dist/web', import.meta.url));

/** The page runs what the hub serves, and asks nobody else. Watermarks are images of its own. */
const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The addresses of pages: people keep them and send them to each other. */
const PAGES = [
  '/',
  '/sign-in',
  '/sign-in/return',
  '/set-password',
  '/enterprises',
  '/enterprises/:code',
  '/what-if',
  '/scatter',
  '/land',
  '/land/map',
  '/land/findings',
  '/land/tasks',
  '/land/yield',
  '/land/ledger',
  '/land/contracts/:number',
  '/land/indicators',
  '/land/towns',
  '/rounds',
  '/rounds/:id',
  '/my',
  '/data',
  '/sharing',
  '/operations',
  '/wall',
  '/public',
];

/** The page's own files, for anybody: they hold no record. What it shows, it asks for as its viewer. */
export const pageRoutes: Routes = (server) => {
  void server.register(fastifyStatic, {
    root: path.join(PAGE_FOLDER, 'assets'),
    prefix: '/assets/',
    index: false,
    preCompressed: true,
    immutable: true,
    maxAge: '365d',
  });
  const built = (name: string) =>
    readFile(path.join(PAGE_FOLDER, name), 'utf8').catch((cause: unknown) => {
      throw new Refusal('NOT_FOUND', '网页尚未编译：请运行 npm run build，或用 npm start 启动', { cause });
    });
  for (const address of PAGES) {
    server.get(address, async (_, reply) =>
      reply
        .header('content-security-policy', PAGE_POLICY)
        .header('cache-control', 'no-cache')
        .type('text/html; charset=utf-8')
        .send(await built('index.html')),
    );
  }
  for (const address of ['/icon.svg', '/favicon.ico']) {
    server.get(address, async (_, reply) =>
      reply
        .header('cache-control', 'public, max-age=86400')
        .type('image/svg+xml')
        .send(await built('icon.svg')),
    );
  }
};
