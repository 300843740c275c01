import type { TokenClaims } from '../../src/http/tokens/sign.js';
import type { TestServer } from '../graphql/hub-server.js';

/** A file's name as a header says it. */
export function named(fileName: string): Record<string, string> {
  return { 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}` };
}

/** What became of a file and dataset, as the hub answers. */
export interface HandedIn {
  readonly file: string;
  readonly dataset: string | null;
  readonly status: string;
  readonly rows: number;
  readonly accepted: number;
  readonly quarantined: number;
  readonly skipped: number;
  readonly issues: Record<string, number>;
  readonly dryRun?: true;
  readonly handover: string | null;
  readonly details: readonly {
    readonly code: string;
    readonly severity: string;
    readonly sheet: string | null;
    readonly line: number | null;
    readonly column: string | null;
    readonly cell: string | null;
    readonly message: string;
    readonly department: string | null;
  }[];
}

/** Hands a file in with a token of these claims. */
export async function handIn(
  server: TestServer,
  claims: Partial<TokenClaims> & { role: string },
  path: string,
  body: BodyInit | null,
  headers: Record<string, string> = named('税收.csv'),
): Promise<{
  readonly status: number;
  readonly answer: HandedIn[];
  readonly code?: string;
  readonly message?: string;
  readonly headers: Headers;
}> {
  const authorization = `Bearer ${await server.token(claims)}`;
  const response = await fetch(`${server.url}${path}`, {
    method: 'POST',
    body,
    headers: { authorization, 'content-type': 'application/octet-stream', ...headers },
    ...(body instanceof ReadableStream && { duplex: 'half' }),
  });
  const answer = (await response.json()) as HandedIn[] & { errors?: { message: string; extensions: { code: string } }[] };
  const error = answer.errors?.[0];
  return { status: response.status, headers: response.headers, answer, code: error?.extensions.code, message: error?.message };
}
