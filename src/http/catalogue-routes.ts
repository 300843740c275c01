import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { CATALOGUE_HEADER, catalogueRow, sharingCatalogue } from '../access/catalogue.js';
import { CATALOGUE_STYLE, cataloguePage } from '../access/catalogue-page.js';
import { csvFile } from '../handover/csv-writing.js';
import { updateCycleOf } from '../intake/update-cycles.js';
import { onRecord } from '../graphql/on-record.js';
import type { Mode } from '../graphql/own-queries.js';
import type { Routes } from './foundation.js';

/** One style, known by its digest; nothing is fetched and nothing runs. */
const CATALOGUE_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(CATALOGUE_STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/**
 * `GET /catalogue` and `GET /catalogue.csv`: the sharing catalogue as a page and as a table. It holds no record: any token
 * will do, and in sample mode, like GraphiQL's page, none is needed, since a browser sends none by itself.
 */
export function catalogueRoutes(mode: Mode): Routes {
  return (server, { schema, trail, viewerOf, saysWho, enter }) => {
    const entries = sharingCatalogue(schema, updateCycleOf);
    const page = cataloguePage(entries);
    const table = csvFile(CATALOGUE_HEADER, entries.map(catalogueRow));
    const known = async (request: FastifyRequest): Promise<void> => {
      if (!saysWho(request) && mode === 'sample') return;
      const viewer = viewerOf(request);
      const leave = enter(request);
      const asked = onRecord(trail, { viewer, client: request.ip, text: undefined }, async (trace) => {
        trace.read('county', 'Query.catalogue', []);
        trace.answered(`GET ${request.routeOptions.url}`, []);
      });
      await asked.finally(leave);
    };
    server.get('/catalogue', async (request, reply) => {
      await known(request);
      return reply.header('content-security-policy', CATALOGUE_POLICY).type('text/html; charset=utf-8').send(page);
    });
    server.get('/catalogue.csv', async (request, reply) => {
      await known(request);
      return reply
        .header('content-disposition', 'attachment; filename="catalogue.csv"')
        .type('text/csv; charset=utf-8; header=present')
        .send(table);
    });
  };
}
