import type { Readable } from 'node:stream';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../../access/refusal.js';
import { CutOff } from '../../db/cut-off.js';
import type { RecordKeeping } from '../../db/records.js';
import { errorBody } from '../../graphql/errors.js';
import { handedInTooLate, LimitExceeded } from '../../graphql/limits/exceeded.js';
import { onRecord } from '../../graphql/on-record.js';
import type { Intake } from '../../intake/receive-all.js';
import { recordSets } from '../../intake/record-sets.js';
import { reportInFull } from '../../intake/report.js';
import { senderOf } from '../../intake/sender.js';
import { attachment } from '../export/attachment.js';
import type { Foundation, Routes } from '../foundation.js';
import { askedIn } from './asked.js';
import { fileNameIn } from '../file-name.js';
import { BodyTooLarge, HandedInFile } from './handed-in-file.js';
import { inTurn } from './in-turn.js';
import { checkMediaType, NotAFile } from './media-type.js';
import { takeIn, type TakenIn } from './take-in.js';

/** Files that are being received at once, as they lie on the disk until it is their turn to be read. */
const MOST_AT_ONCE = 8;
const RETRY_AFTER_SECONDS = 5;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** The connection is given up this much later than the work. */
const GRACE_SECONDS = 60;

/** What files are taken in by. */
export interface Door extends Required<Pick<Intake, 'db' | 'declared' | 'limits'>> {
  readonly keeping: Pick<RecordKeeping, 'write' | 'rehearse' | 'owned' | 'apart'>;
  /** Where files lie until they are read; without a name. */
  readonly folder: string;
}

type ToDataset = { Params: { dataset?: string } };

/**
 * `POST /intake/<dataset>`, and `POST /intake` for whatever a file turns out to be: the body is the file. It goes the way of `muhub
 * intake`, with `?dryRun=true` nothing of it stays; the answer is what the command prints as JSON, with each issue, or with
 * `?report=true` the workbook that it writes.
 */
export function intakeRoutes(door: Door): Routes {
  return (server, foundation) => {
    const handler = doorkeeper(door, foundation);
    void server.register(async (scope) => {
      // The body is the file: nobody but the intake reads it.
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('*', (_, body, done) => done(null, body));
      for (const url of ['/intake', '/intake/:dataset']) {
        scope.post<ToDataset>(url, {
          config: { takesFile: true },
          onRequest: async (request) => void foundation.viewerOf(request),
          errorHandler: (error, _, reply) => answerRefusal(error, reply),
          handler,
        });
        scope.route({
          method: ['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD'],
          url,
          handler: async (_, reply) =>
            reply.code(405).header('allow', 'POST').send(errorBody('BAD_USER_INPUT', '/intake 只接受 POST，正文是报送的文件')),
        });
      }
    });
  };
}

/** Takes the file of a request in, and answers what became of it. */
function doorkeeper(door: Door, { trail, viewerOf, enter, limits }: Foundation) {
  const { db, keeping, declared, limits: fileLimits, folder } = door;
  const turn = inTurn();
  let receiving = 0;
  return async (request: FastifyRequest<ToDataset>, reply: FastifyReply): Promise<FastifyReply> => {
    const viewer = viewerOf(request);
    const { dataset } = request.params;
    const leave = enter(request);
    const cutOff = new CutOff(limits.fileSeconds);
    const made = await onRecord(trail, { viewer, client: request.ip, text: undefined }, async (trace) => {
      if (dataset !== undefined && !recordSets.has(dataset))
        throw new Refusal('NOT_FOUND', `没有数据集 ${dataset}；有：${[...recordSets.keys()].join('、')}`);
      const sender = senderOf(viewer, db, keeping.owned);
      if (dataset !== undefined) sender.check(dataset);
      const asked = askedIn(request.parameters);
      checkMediaType(request.headers['content-type']);
      const fileName = fileNameIn(request.headers['content-disposition']);
      if (Number(request.headers['content-length'] ?? 0) > fileLimits.bytes) throw new BodyTooLarge(fileLimits.bytes);
      if (receiving >= MOST_AT_ONCE)
        throw new LimitExceeded(`正在接收的文件已有 ${MOST_AT_ONCE} 个，请 ${RETRY_AFTER_SECONDS} 秒后再试`, 503, RETRY_AFTER_SECONDS);
      receiving += 1;
      request.raw.setTimeout((limits.fileSeconds + GRACE_SECONDS) * 1000);
      const work = async () => {
        const bytes = await HandedInFile.receive(bodyOf(request), folder, fileLimits.bytes);
        try {
          const intake: Intake = { db, keeping, declared, limits: fileLimits, actor: viewer.subject, sender };
          return await turn(() => {
            cutOff.check();
            return takeIn(intake, { fileName, bytes, dataset, year: asked.year }, asked, folder);
          });
        } finally {
          await bytes.drop();
        }
      };
      let taken: TakenIn | undefined;
      await cutOff
        .within(
          async () => (taken = await work()),
          () => handedInTooLate(limits),
        )
        .catch((error: unknown) => {
          void cutOff.ended.then(() => taken?.workbook?.drop());
          throw error;
        })
        .finally(() => void cutOff.ended.then(() => (receiving -= 1)));
      trace.answered(`POST ${request.raw.url}`, []);
      return { ...taken!, dryRun: asked.dryRun, fileName };
    }).finally(() => void cutOff.ended.then(leave));
    return answer(reply, made);
  };
}

/** Sends what became of a file: as JSON, or the workbook. */
async function answer(
  reply: FastifyReply,
  { reports, workbook, dryRun, fileName }: TakenIn & { readonly dryRun: boolean; readonly fileName: string },
): Promise<FastifyReply> {
  if (!workbook) return reply.send(reports.map((report) => reportInFull(report, dryRun)));
  return reply
    .type(XLSX)
    .header('content-disposition', attachment(`${fileName.replace(/\.[^.]*$/, '')}_问题清单.xlsx`))
    .header('content-length', workbook.size)
    .send(await workbook.read());
}

/** @throws Refusal BAD_USER_INPUT where there is none */
function bodyOf({ body }: FastifyRequest<ToDataset>): Readable {
  if (body === undefined || body === null) throw new Refusal('BAD_USER_INPUT', '正文是空的：请把文件作为请求的正文');
  return body as Readable;
}

/** Refusals with the status of this address; all others as the server answers them. */
function answerRefusal(error: FastifyError | Refusal, reply: Pick<FastifyReply, 'code' | 'send'>): void {
  if (!(error instanceof Refusal) || error.cause !== undefined) throw error;
  if (error instanceof NotAFile) reply.code(415);
  else if (error.code === 'NOT_FOUND') reply.code(404);
  else throw error;
  void reply.send(errorBody(error.code, error.message));
}
