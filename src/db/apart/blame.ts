/**
 * What an error says of the database: `gone` there is no connection to it; `failing` it does not do what it should in
 * time; `busy` the hub itself asks too much of it at once. Undefined: the statement is to blame.
 */
export type Blame = 'gone' | 'failing' | 'busy';

/** No connection, no account, no such database, or it ends connections; PostgreSQL's classes and the sockets under it. */
const GONE = /^(08|28|57P|3D000|ECONN|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)/;
/** Out of room, out of time, read only, rights taken away, a table dropped, or broken. */
const FAILING = /^(53|57014|25006|42501|42P01|42703|58|XX)/;

/** Who is to blame for an error of `pg`, which gives some without a code. */
export function blameFor(error: unknown): Blame | undefined {
  for (let each = error; each instanceof Error; each = each.cause) {
    const { code, message } = each as Error & { code?: unknown };
    if (typeof code === 'string' && GONE.test(code)) return 'gone';
    if (typeof code === 'string' && FAILING.test(code)) return 'failing';
    if (/timeout exceeded when trying to connect/.test(message)) return 'busy';
    if (/read timeout/.test(message)) return 'failing';
    if (/Connection terminated|connection timeout|timeout expired|not queryable|connection error/i.test(message)) return 'gone';
  }
  return undefined;
}
