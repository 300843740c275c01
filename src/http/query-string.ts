import type { FastifyInstance } from 'fastify';
import { Refusal } from '../access/refusal.js';

/** The parameters of an address, by name, each once. */
export type QueryParameters = Readonly<Record<string, string>>;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A route whose body is a file and nothing else: what is asked of it stands in the address alone. */
    readonly takesFile?: boolean;
  }
  interface FastifyRequest {
    /** The only reading of the address's query string. */
    parameters: QueryParameters;
  }
}

/**
 * Reads every request's query string once, for every route: nobody else parses it, so that what is checked and what is
 * run cannot be two things (contract/README.md, One request, one meaning).
 */
export function readQueryStringsOnce(server: FastifyInstance): void {
  server.decorateRequest('parameters');
  server.addHook('onRequest', async (request) => {
    request.parameters = queryParameters(request.raw.url ?? '');
    const { 'content-length': length = '0', 'transfer-encoding': streamed } = request.headers;
    const hasBody = streamed !== undefined || length !== '0';
    if (request.method === 'GET' && hasBody) throw new Refusal('BAD_USER_INPUT', 'GET 请求不能带正文；请把参数写在网址里，或改用 POST');
    if (request.method === 'POST' && !request.routeOptions.config.takesFile && Object.keys(request.parameters).length > 0)
      throw new Refusal('BAD_USER_INPUT', 'POST 请求的参数请都写在正文里，网址里不能再带参数');
  });
}

/**
 * The parameters of a request target: percent-encoded UTF-8, `+` a blank.
 * @throws Refusal BAD_USER_INPUT where one comes twice, cannot be decoded, or stands behind a `#`, which no client sends
 */
export function queryParameters(target: string): QueryParameters {
  if (/[^!-~]/.test(target)) throw new Refusal('BAD_USER_INPUT', '网址中的空格、中文等字符须以百分号编码（UTF-8）');
  if (target.includes('#')) throw new Refusal('BAD_USER_INPUT', '网址中不能有 #；作为内容时请写成 %23');
  const start = target.indexOf('?');
  const parameters: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const part of start < 0 ? [] : target.slice(start + 1).split('&')) {
    if (part === '') continue;
    const [, name = '', value = ''] = /^([^=]*)=?(.*)$/s.exec(part)!;
    const key = decoded(name);
    if (key in parameters) throw new Refusal('BAD_USER_INPUT', `网址中的参数 ${key} 写了两次；列表请写成 ${key}=甲,乙`);
    parameters[key] = decoded(value);
  }
  return parameters;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw new Refusal('BAD_USER_INPUT', '网址中有无法解码的百分号编码；请用 UTF-8 编码');
  }
}
