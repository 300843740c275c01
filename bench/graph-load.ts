import autocannon from 'autocannon';

/** What the load is told to do. */
export interface Turn {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Undefined: a GET. */
  readonly body: string | undefined;
  readonly seconds: number;
  readonly connections: number;
}

/** What a turn gave. */
export interface Rate {
  readonly rps: number;
  readonly p99: number;
}

/** The load, in a process of its own, as light as can be, since it runs on the same cores. */
async function load({ url, headers, body, seconds, connections }: Turn): Promise<Rate> {
  const { requests, duration, latency, non2xx, errors } = await autocannon({
    url,
    ...(body === undefined ? {} : { method: 'POST', body }),
    headers,
    connections,
    duration: seconds,
  });
  if (non2xx + errors > 0) throw new Error(`${non2xx + errors} requests were not answered in full`);
  return { rps: requests.total / duration, p99: latency.p99 };
}

process.on('message', (turn) => void load(turn as Turn).then((rate) => process.send!(rate)));
