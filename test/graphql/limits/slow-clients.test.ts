import { connect, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { sampleServer } from '../hub-server.js';
import { full } from '../../full.js';

/** A connection of which everything is kept that comes back. */
function open(
  url: string,
  more: { allowHalfOpen?: boolean } = {},
): Promise<{ socket: Socket; heard: () => string; closed: Promise<void> }> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port: Number(new URL(url).port), host: '127.0.0.1', ...more });
    let heard = '';
    socket.on('data', (chunk) => (heard += chunk.toString()));
    const closed = new Promise<void>((done) => socket.once('close', () => done()));
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject).on('error', () => undefined);
      resolve({ socket, heard: () => heard, closed });
    });
  });
}

/** Sends a letter at a time for as long as the other side listens. */
function trickle(socket: Socket, text: () => string): void {
  const timer = setInterval(() => (socket.writable ? socket.write(text()) : clearInterval(timer)), 100);
  socket.once('close', () => clearInterval(timer));
}

describe('clients that are too slow', () => {
  it('with their header or their body are told so and cut off, many at once, while others are served', async () => {
    const server = await sampleServer({ limits: { headerSeconds: 1, requestSeconds: 2 } });
    const token = await server.token({ role: 'tax_officer' });
    const slow = await Promise.all(Array.from({ length: 40 }, () => open(server.url)));
    for (const [n, { socket }] of slow.entries()) {
      if (n % 2) {
        socket.write('POST /graphql HTTP/1.1\r\nhost: hub\r\n');
        trickle(socket, () => 'x-a: b\r\n');
      } else {
        socket.write(
          `POST /graphql HTTP/1.1\r\nhost: hub\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\ncontent-length: 100000\r\n\r\n{"query":"`,
        );
        trickle(socket, () => 'a');
      }
    }
    expect((await server.ask({ role: 'tax_officer' }, '{ __typename }')).data).toEqual({ __typename: 'Query' });
    await Promise.all(slow.map(({ closed }) => closed));
    for (const { heard } of slow) {
      expect(heard()).toMatch(/^HTTP\/1.1 408 /);
      expect(heard()).toContain('LIMIT_EXCEEDED');
      expect(heard()).toContain('1 秒内');
    }
    expect((await server.ask({ role: 'tax_officer' }, '{ __typename }')).status).toBe(200);
  });

  it.runIf(full)('that go on sending after they were told, or never send anything, are cut off all the same', async () => {
    const server = await sampleServer({ limits: { headerSeconds: 1, requestSeconds: 2 } });
    const [stubborn, silent] = await Promise.all([open(server.url, { allowHalfOpen: true }), open(server.url, { allowHalfOpen: true })]);
    stubborn.socket.write('POST /graphql HTTP/1.1\r\nhost: hub\r\n');
    trickle(stubborn.socket, () => 'x-a: b\r\n');
    const connections = () => new Promise<number>((done) => server.server.server.getConnections((_, count) => done(count)));
    while ((await connections()) > 0) await new Promise((next) => setTimeout(next, 20));
    for (const { heard } of [stubborn, silent]) expect(heard()).toMatch(/^HTTP\/1.1 408 /);
    for (const { socket } of [stubborn, silent]) socket.destroy();
  });

  it('with a header that is too large are told so', async () => {
    const server = await sampleServer();
    const { socket, heard, closed } = await open(server.url);
    socket.write(`GET /graphql HTTP/1.1\r\nhost: hub\r\nx-large: ${'a'.repeat(40_000)}\r\n\r\n`);
    await closed;
    expect(heard()).toMatch(/^HTTP\/1.1 431 /);
    expect(heard()).toContain('LIMIT_EXCEEDED');
  });
});
