import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Holds a server to a number of connections: where one more comes, the one goes that has been longest without a whole
 * request, so that whoever opens many and sends little keeps nobody out. A request that is here in full is answered; with
 * nothing but those, the newcomer goes.
 */
export function boundConnections(server: Server, most: number): void {
  const open = new Set<string>();
  /** Those that owe a request, the longest first. */
  const waiting = new Map<string, Socket>();

  server.on('connection', (socket: Socket) => {
    const name = nameOf(socket);
    open.add(name);
    waiting.set(name, socket);
    socket.once('close', () => {
      open.delete(name);
      waiting.delete(name);
    });
    if (open.size <= most) return;
    const [oldest, its] = waiting.entries().next().value!;
    // Not counted any more from now on; its close comes later.
    open.delete(oldest);
    waiting.delete(oldest);
    its.destroy();
  });

  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const name = nameOf(request.socket);
    const { 'content-length': length = '0', 'transfer-encoding': streamed } = request.headers;
    const arrived = () => void waiting.delete(name);
    if (streamed === undefined && Number(length) === 0) arrived();
    else request.once('end', arrived);
    response.once('close', () => {
      if (open.has(name)) waiting.set(name, request.socket);
    });
  });
}

/** A connection under TLS is another socket object than the one that it came on; its two ends are the same. */
function nameOf({ remoteAddress, remotePort, localPort }: Socket): string {
  return `${remoteAddress} ${remotePort} ${localPort}`;
}
