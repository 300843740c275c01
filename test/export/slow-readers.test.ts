import { readdirSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import path from 'node:path';
import { expect, it } from 'vitest';
import { documentHash, trustedDocuments } from '../../src/graphql/trusted-documents.js';
import { until } from '../database/running.js';
import { sampleServer, type TestServer } from '../graphql/hub-server.js';
import { officer } from './ask-for-file.js';

/** Names stand in every row of a JSON file: more bytes than lie between two processes of which one does not read. */
const COLUMNS = Array.from({ length: 6 }, (_, n) => `${'a'.repeat(1_500)}${n}: name`).join(' ');
const WIDE = `query Wide($first: Int = 200, $after: String) @access(roles: ["tax_officer"], rows: "enterprises.nodes") {
  enterprises(first: $first, after: $after) { pageInfo { hasNextPage endCursor } nodes { ${COLUMNS} } }
}`;

/** Asks for the file, and reads a byte of it now and then, or nothing. */
async function reader(server: TestServer, token: string, drips: boolean): Promise<Socket> {
  const socket = connect({ port: Number(new URL(server.url).port), host: '127.0.0.1' }).pause();
  socket.on('error', () => undefined);
  await new Promise<void>((connected) => socket.once('connect', connected));
  socket.write(`GET /q/${documentHash(WIDE)}.json HTTP/1.1\r\nhost: hub\r\nauthorization: Bearer ${token}\r\n\r\n`);
  await new Promise<void>((begun) => socket.once('readable', begun));
  expect(String(socket.read(12))).toBe('HTTP/1.1 200');
  const timer = setInterval(() => void (drips && socket.read(1)), 50);
  socket.once('close', () => clearInterval(timer));
  return socket;
}

it('who reads a file at a drip or not at all is cut off in time, and holds no connection of the database meanwhile', async () => {
  const limits = { fileSeconds: 6, requestSeconds: 1, concurrent: 2 };
  const server = await sampleServer({ mode: 'serve', trusted: trustedDocuments([WIDE]), limits });
  const token = await server.token(officer);
  const again = async () => (await fetch(`${server.url}/q`, { headers: { authorization: `Bearer ${token}`, connection: 'close' } })).status;
  const connections = () => new Promise<number>((done) => server.server.server.getConnections((_, count) => done(count)));
  const readers = [await reader(server, token, true), await reader(server, token, false)];
  const { pool } = server.database;
  expect(pool.idleCount).toBe(pool.totalCount);
  // What is made is made: whoever is slow to take it holds no place of those who ask.
  expect(await again()).toBe(200);
  await until(async () => (await connections()) === 0);
  expect(readdirSync(path.join(server.dataDir, 'exports'))).toEqual([]);
  for (const socket of readers) socket.destroy();
});
