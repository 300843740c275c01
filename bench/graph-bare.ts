import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { QUESTIONS } from './graph-queries.js';

/**
 * The limit: node:http and one prepared statement a question that builds the whole answer as JSON; no GraphQL, no access, no
 * audit. The path is the question's number.
 */
const [, , url] = process.argv;
const pool = new pg.Pool({ connectionString: url, max: 10, types: { getTypeParser: () => String } });
const server = createServer((request, response) => {
  const at = Number(request.url!.slice(1));
  pool.query({ name: `q${at}`, text: QUESTIONS[at]!.bare, rowMode: 'array' }).then(
    ({ rows }) => response.writeHead(200, { 'content-type': 'application/json' }).end((rows[0] as unknown as string[])[0]),
    (error: Error) => response.writeHead(500).end(error.message),
  );
});
server.listen(0, '127.0.0.1', () => process.send!({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }));
process.once('disconnect', () => process.exit());
