import { readFileSync } from 'node:fs';
import { get } from 'node:https';
import { connect, type Socket } from 'node:net';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { sampleServer } from '../hub-server.js';

const portOf = (url: string) => Number(new URL(url).port);

/** A connection that sends nothing, or so much and no more. */
async function holding(url: string, sent = ''): Promise<Socket> {
  const socket = connect(portOf(url), '127.0.0.1').on('error', () => undefined);
  await new Promise<void>((done) => socket.once('connect', () => done()));
  if (sent) await new Promise<void>((done) => socket.write(sent, () => done()));
  return socket;
}

const closed = (socket: Socket) => new Promise<void>((done) => (socket.closed ? done() : socket.once('close', () => done())));

describe('where connections run out', () => {
  it('the one that owes a request longest goes, and who asks is served', async () => {
    const server = await sampleServer({ limits: { connections: 3 } });
    const held = [
      await holding(server.url),
      await holding(server.url, 'POST /graphql HTTP/1.1\r\nhost: hub\r\n'),
      await holding(server.url, 'GET /heal'),
    ];
    const health = (await fetch(`${server.url}/healthz`, { headers: { connection: 'close' } })).status;
    await closed(held[0]!);
    expect([health, held.map(({ destroyed }) => destroyed)]).toEqual([200, [true, false, false]]);
    const [fourth, fifth] = [await holding(server.url), await holding(server.url)];
    await closed(held[1]!);
    expect([held[2]!.destroyed, fourth.destroyed, fifth.destroyed]).toEqual([false, false, false]);
    for (const socket of [...held, fourth, fifth]) socket.destroy();
  });

  it('nobody goes whose request is here in full: the newcomer does, and all are answered', async () => {
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    let waiting = 0;
    const server = await sampleServer({
      limits: { connections: 3 },
      hub: (hub) => ({ ...hub, standing: () => ((waiting += 1), gate.then(() => hub.standing())) }),
    });
    const answers = Array.from({ length: 3 }, () => server.ask({ role: 'tax_officer' }, '{ __typename }'));
    while (waiting < 3) await new Promise((next) => setTimeout(next, 5));
    await closed(await holding(server.url));
    release();
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([200, 200, 200]);
    await expect(fetch(`${server.url}/healthz`).then(({ status }) => status)).resolves.toBe(200);
  });

  it('under TLS, those without a handshake go as well, at the latest when their time is over', async () => {
    const [cert, key] = ['crt', 'key'].map((end) => readFileSync(path.resolve(`test/cli/certificates/one.${end}`), 'utf8'));
    const server = await sampleServer({ limits: { connections: 2, headerSeconds: 1 }, tls: { cert: cert!, key: key!, files: [] } });
    const held = [await holding(server.url), await holding(server.url)];
    const status = await new Promise((resolve, reject) => {
      const options = { host: '127.0.0.1', port: portOf(server.url), path: '/healthz', rejectUnauthorized: false, agent: false as const };
      get(options, (response) => resolve(response.resume().statusCode)).on('error', reject);
    });
    await closed(held[0]!);
    expect([status, held[1]!.destroyed]).toEqual([200, false]);
    await closed(held[1]!);
  });
});
