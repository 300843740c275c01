import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal, type ErrorCode } from '../../access/refusal.js';
import type { Viewer } from '../../access/viewer.js';
import type { Trace } from '../../audit/trace.js';
import type { Limits } from '../../config/limits.js';
import { SourceUnavailable } from '../../db/apart/source-unavailable.js';
import { CutOff } from '../../db/cut-off.js';
import { errorBody } from '../../graphql/errors.js';
import { fileTooLate, LimitExceeded } from '../../graphql/limits/exceeded.js';
import { onRecord } from '../../graphql/on-record.js';
import { notFor } from '../../graphql/own-queries.js';
import type { Routes } from '../foundation.js';
import { AnswerFailed } from './answer-pages.js';
import { isNamed } from './entity-tag.js';
import { exportRequest, type ExportRequest } from './export-request.js';
import { exportables, type Exportable } from './exportable.js';
import { FORMAT_NAMES, type FormatName } from './formats.js';
import { listing } from './listing.js';
import { makeFile, type Made, type Order, type Workshop } from './make-file.js';
import { sendFile } from './send-file.js';

/** Files that are made at the same time; each holds a page of rows, and the processor. */
const MOST_AT_ONCE = 4;
/** The connection is given up this much later than the making of a file. */
const GRACE_SECONDS = 60;
const RETRY_AFTER_SECONDS = 10;
const STATUS: Partial<Record<ErrorCode, number>> = { NOT_FOUND: 404, PURPOSE_REQUIRED: 403 };

/** More files are being made than may be at once. */
class Busy extends LimitExceeded {
  constructor() {
    super(`同时导出的文件已有 ${MOST_AT_ONCE} 份，请 ${RETRY_AFTER_SECONDS} 秒后再试`, 503, RETRY_AFTER_SECONDS);
  }
}

/** The address ends in no format that there is. */
class NotAcceptable extends Refusal {
  constructor(name: string) {
    super('BAD_USER_INPUT', `没有这种格式；可用 ${FORMAT_NAMES.map((format) => `/q/${name}.${format}`).join('、')}`);
  }
}

/**
 * `GET /q` lists the registered documents that a token may have as files; `GET|POST /q/<name>.json|csv|xlsx` gives one:
 * the same token, access rule and audit as /graphql.
 */
export function exportRoutes(workshop: Omit<Workshop, 'foundation'>): Routes {
  return (server, foundation) => {
    const documents = exportables(foundation.schema, foundation.trusted);
    const known = async (request: FastifyRequest) => void foundation.viewerOf(request);
    const making = turns({ ...workshop, foundation });

    server.get('/q', { onRequest: known }, async (request, reply) => {
      const viewer = foundation.viewerOf(request);
      const leave = foundation.enter(request);
      const list = await onRecord(foundation.trail, { viewer, client: request.ip, text: undefined }, async (trace) => {
        const { context } = await foundation.begin(viewer, trace, 'EXPORT');
        trace.answered('GET /q', []);
        return listing(documents, { schema: foundation.schema, context });
      }).finally(leave);
      return reply.header('cache-control', 'no-store').send(list);
    });

    const viewerOf = (request: FastifyRequest<{ Params: { file: string } }>) =>
      foundation.viewerFor(request, documents.get(request.params.file.replace(/\.\w+$/, ''))?.document.text);
    server.route<{ Params: { file: string } }>({
      method: ['GET', 'POST'],
      url: '/q/:file',
      onRequest: async (request) => void viewerOf(request),
      errorHandler: (error, _, reply) => answerRefusal(error, reply),
      handler: async (request, reply) => {
        const viewer = viewerOf(request);
        const { exportable, format } = asked(request.params.file, documents);
        const { document } = exportable;
        let wanted: ExportRequest | undefined;
        const leave = foundation.enter(request);
        const { limits } = foundation;
        const cutOff = new CutOff(limits.fileSeconds);
        const made = await onRecord(foundation.trail, { viewer, client: request.ip, text: document.text, act: 'EXPORT' }, async (trace) => {
          const refusal = notFor(viewer, document.notes);
          if (refusal) throw refusal;
          wanted = exportRequest(foundation.schema, exportable, request.parameters, request.body);
          request.raw.setTimeout((limits.fileSeconds + GRACE_SECONDS) * 1000);
          const order: Order = {
            exportable,
            format,
            request: wanted,
            has: (tag) => isNamed(tag, request.headers['if-none-match']),
            goOn: stillConnected(reply, cutOff),
          };
          return inTime(() => making(order, viewer, trace), cutOff, limits);
        }).finally(() => void cutOff.ended.then(leave));
        return sendFile(reply, made, { name: document.name, format, form: wanted!.form });
      },
    });
    server.route({
      method: ['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD'],
      url: '/q/:file',
      handler: async (_, reply) => reply.code(405).header('allow', 'GET, POST').send(errorBody('BAD_USER_INPUT', '/q/ 只接受 GET 和 POST')),
    });
  };
}

/** Makes files, a few at a time. */
function turns(workshop: Workshop): (order: Order, viewer: Viewer, trace: Trace) => Promise<Made> {
  let running = 0;
  return async (order, viewer, trace) => {
    if (running >= MOST_AT_ONCE) throw new Busy();
    running += 1;
    try {
      const made = await makeFile(workshop, order, await workshop.foundation.begin(viewer, trace, 'EXPORT'), trace);
      trace.answered(order.exportable.plan.operation.name?.value ?? null, []);
      return made;
    } catch (error) {
      throw error instanceof AnswerFailed ? causeOf(error) : error;
    } finally {
      running -= 1;
    }
  };
}

/** The document and the format that an address names. @throws Refusal NOT_FOUND, NotAcceptable */
function asked(file: string, documents: ReadonlyMap<string, Exportable>): { readonly exportable: Exportable; readonly format: FormatName } {
  const [, name = file, ending = ''] = /^(.*)\.([^.]*)$/.exec(file) ?? [];
  const exportable = documents.get(name);
  if (!exportable) throw new Refusal('NOT_FOUND', `没有名为 ${name} 的可导出文档；GET /q 列出可用的`);
  const format = FORMAT_NAMES.find((each) => each === ending);
  if (!format) throw new NotAcceptable(name);
  return { exportable, format };
}

/** Refusals with the status of a file's address; all others as the server answers them. */
function answerRefusal(error: FastifyError | Refusal, reply: Pick<FastifyReply, 'code' | 'send'>): void {
  if (!(error instanceof Refusal) || error.cause !== undefined) throw error;
  if (error instanceof NotAcceptable) reply.code(406);
  else if (STATUS[error.code] === undefined) throw error;
  else reply.code(STATUS[error.code]!);
  void reply.send(errorBody(error.code, error.message));
}

/** What to make of an answer's errors: the first refusal, as it stands; else the failure itself, for the log. */
function causeOf({ errors }: AnswerFailed): unknown {
  const causes = errors.map((error) => error.originalError ?? error);
  return causes.map((cause) => SourceUnavailable.in(cause)).find(Boolean) ?? causes.find((cause) => cause instanceof Refusal) ?? causes[0];
}

/** Makes a file within its time; one that is ready only afterwards is thrown away. @throws LimitExceeded */
async function inTime(make: () => Promise<Made>, cutOff: CutOff, limits: Limits): Promise<Made> {
  let made: Made | undefined;
  try {
    return await cutOff.within(
      async () => (made = await make()),
      () => fileTooLate(limits),
    );
  } catch (error) {
    void cutOff.ended.then(() => made?.file?.spool.drop());
    throw error;
  }
}

/** Stops the work for who has hung up, and after its time. */
function stillConnected({ raw }: FastifyReply, cutOff: CutOff): () => void {
  return () => {
    cutOff.check();
    if (raw.destroyed) throw new Refusal('BAD_USER_INPUT', '连接已断开，停止导出');
  };
}
