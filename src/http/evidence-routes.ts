import type { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../access/refusal.js';
import type { Role } from '../access/viewer.js';
import { errorBody } from '../graphql/errors.js';
import { onRecord } from '../graphql/on-record.js';
import { MOST_BYTES } from '../round/evidence/folder.js';
import { KINDS, type EvidenceKind } from '../round/evidence/kind.js';
import { canBeKept, savedAs } from '../round/evidence/name.js';
import type { EvidenceOffice } from '../round/objections/evidence-office.js';
import { attachment } from './export/attachment.js';
import { fileNameIn } from './file-name.js';
import type { Routes } from './foundation.js';
import { drained } from './http-errors.js';

/** Who contests, or hands in what an enterprise answered on paper. */
const SENDERS: readonly Role[] = ['enterprise', 'evaluation_office', 'zone_committee', 'town'];
const HOUR_MS = 60 * 60 * 1000;
const MEBIBYTES = MOST_BYTES / 1024 / 1024;
const DIGEST = /^[0-9a-f]{64}$/;

/** `POST /evidence` takes a file as its body; `GET /evidence/<digest>` gives it to the parties of its objection as a download. */
export function evidenceRoutes({ desk, partyOf }: EvidenceOffice): Routes {
  return (server, { viewerOf, enter, trail, log }) => {
    const clearing = setInterval(() => {
      desk
        .dropUnused()
        .catch((error: unknown) => log.warn({ name: error instanceof Error ? error.name : undefined }, 'evidence was not cleared'));
    }, HOUR_MS).unref();
    server.addHook('onClose', async () => clearInterval(clearing));
    void server.register(async (scope) => {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
      scope.post('/evidence', { onRequest: async (request, reply) => refuseEarly(request, reply) }, async (request, reply) => {
        const viewer = viewerOf(request);
        const leave = enter(request);
        try {
          if (!SENDERS.includes(viewer.role)) throw new Refusal('FORBIDDEN', '证明材料由企业、评价办、园区和镇街上传');
          const name = fileNameIn(request.headers['content-disposition']);
          if (!canBeKept(name)) throw new Refusal('BAD_USER_INPUT', NAME_WANTED);
          const body = request.body as Readable | undefined;
          if (body === undefined) return await reply.code(415).send(errorBody('BAD_USER_INPUT', KIND_WANTED));
          const taken = await desk.receive(viewer, name, body);
          if (taken === 'TOO_LARGE') return await tooLarge(request, reply);
          if (taken === 'UNKNOWN_KIND') {
            await drained(request);
            return await reply.code(415).send(errorBody('BAD_USER_INPUT', KIND_WANTED));
          }
          return await reply.code(201).send(taken);
        } finally {
          leave();
        }
      });
    });
    server.get<{ Params: { digest: string } }>('/evidence/:digest', async (request, reply) => {
      const viewer = viewerOf(request);
      const leave = enter(request);
      try {
        const { digest } = request.params;
        const found = DIGEST.test(digest) ? await partyOf(viewer, await desk.usesOf(digest)) : undefined;
        await onRecord(trail, { viewer, client: request.ip, text: undefined, act: 'EXPORT' }, async (trace) => {
          if (found) trace.read('county', 'Objection.evidence', [found.creditCode]);
          else trace.withheld('county', 'Objection.evidence');
          trace.answered('GET /evidence', found ? [] : ['NOT_FOUND']);
        });
        if (!found) return await reply.code(404).send(errorBody('NOT_FOUND', '没有这份证明材料'));
        const file = await desk.open(digest);
        const kind = found.use.kind as EvidenceKind;
        return await reply
          .header('content-disposition', attachment(savedAs(found.use.name, kind)))
          .header('content-length', found.use.size)
          .type(KINDS[kind].type)
          .send(file.createReadStream());
      } finally {
        leave();
      }
    });
  };
}

const NAME_WANTED = "请在 Content-Disposition 中写明文件名：attachment; filename*=UTF-8''<文件名>（200 字以内）";
const KIND_WANTED = '证明材料应为 PDF、JPEG、PNG、OFD 或 XLSX 文件（按内容判断）；请转换后再上传';

/** What says that it is too large is not read. */
async function refuseEarly(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> {
  return Number(request.headers['content-length'] ?? 0) > MOST_BYTES ? tooLarge(request, reply) : undefined;
}

async function tooLarge(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  await drained(request);
  return reply.code(413).send(errorBody('LIMIT_EXCEEDED', `文件过大：一份证明材料不能超过 ${MEBIBYTES} MB，请压缩或分成几份上传`));
}
