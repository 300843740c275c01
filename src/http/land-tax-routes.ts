import { buffer } from 'node:stream/consumers';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../access/refusal.js';
import type { Context } from '../graphql/context.js';
import { errorBody } from '../graphql/errors.js';
import { onRecord } from '../graphql/on-record.js';
import { parseDate } from '../handover/calendar.js';
import { ResultsRefused } from '../land-tax/results-file.js';
import { xlsxOf } from '../workbook/workbook.js';
import { attachment } from './export/attachment.js';
import { findingKindWords } from './finding-kind-words.js';
import type { Foundation, Routes } from './foundation.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const MOST_BYTES = 16 * 1024 * 1024;
/** In the place of a town's code. */
const NO_TOWN = 'unknown';
const OFFICES = { tax: '税务', land: '自然资源' } as const;
const PARTIES = ['tax', 'land'] as const;

/**
 * Tasks out and back as workbooks: `GET /land-tax/tasks/<day>/<tax or land>/<town>.xlsx` is what one office fills in,
 * `POST /land-tax/results/<name of the file>` takes what came back.
 */
export const landTaxRoutes: Routes = (server, foundation) => {
  const kinds = findingKindWords();

  server.get<{ Params: { date: string; recipient: string; town: string } }>(
    '/land-tax/tasks/:date/:recipient/:town.xlsx',
    async (request, reply) => {
      const { date, town } = request.params;
      const recipient = PARTIES.find((each) => each === request.params.recipient);
      if (!recipient || parseDate(date) !== date)
        return notThere(reply, '没有这份任务；地址为 /land-tax/tasks/推送日期/tax 或 land/镇街代码.xlsx');
      const found = await working(foundation, request, 'EXPORT', async (context) => {
        for (const coordinate of ['LandTaxTask.id', 'LandTaxTask.explanation', 'LandTaxTask.taxAtStake'])
          mustHave(context, coordinate, '逐项任务只给税务部门，以及获得授权的单位');
        const its = await context.hub.taskDesk.workbook({ date, recipient, town: town === NO_TOWN ? null : town }, kinds);
        for (const party of PARTIES) context.trace.read(party, 'LandTaxTask.explanation', its?.creditCodes ?? []);
        return its;
      });
      if (!found) return notThere(reply, `${date} 没有推送给${OFFICES[recipient]}部门、该镇街的任务`);
      const name = `${OFFICES[recipient]}任务-${date}-${town === NO_TOWN ? '镇街未知' : town}.xlsx`;
      return reply
        .header('content-disposition', attachment(name))
        .type(XLSX)
        .send(await buffer(xlsxOf(found.workbook)));
    },
  );

  void server.register(async (files) => {
    // The file is judged by its content, whatever it is called on the way.
    files.removeAllContentTypeParsers();
    files.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: MOST_BYTES }, async (_: unknown, body: Buffer) => body);
    files.post<{ Params: { name: string } }>(
      '/land-tax/results/:name',
      { onRequest: async (request) => void foundation.viewerOf(request), bodyLimit: MOST_BYTES },
      async (request) => {
        const { name } = request.params;
        if (!(request.body instanceof Buffer) || request.body.length === 0)
          throw new Refusal('BAD_USER_INPUT', `${name} 是空文件，未收取；请重新选择填好的任务工作簿`);
        const bytes = request.body;
        return working(foundation, request, 'READ', async (context) => {
          mustHave(context, 'Mutation.pushLandTaxTasks', '办理结果由推送任务的税务部门收取');
          const by = { actor: context.viewer.subject, digestKey: context.digestKey };
          return context.hub.taskDesk.receive({ name, bytes }, by).catch((error: unknown) => {
            throw error instanceof ResultsRefused ? new Refusal('BAD_USER_INPUT', error.message) : error;
          });
        });
      },
    );
  });
};

function notThere(reply: FastifyReply, why: string): FastifyReply {
  return reply.code(404).send(errorBody('NOT_FOUND', why));
}

/** Does a request's work counted, and on record. */
async function working<T>(
  { viewerOf, enter, begin, trail }: Foundation,
  request: FastifyRequest,
  act: 'READ' | 'EXPORT',
  work: (context: Context) => Promise<T>,
): Promise<T> {
  const viewer = viewerOf(request);
  const leave = enter(request);
  const route = `${request.method} ${request.routeOptions.url}`;
  return onRecord(trail, { viewer, client: request.ip, text: undefined, act }, async (trace) => {
    const { context } = await begin(viewer, trace, act);
    const done = await work(context);
    trace.answered(route, []);
    return done;
  }).finally(leave);
}

/** @throws Refusal FORBIDDEN where a coordinate is not given for every enterprise */
function mustHave({ access }: Context, coordinate: string, why: string): void {
  if (access.rows.of !== 'all' || !access.isGiven(coordinate)) throw new Refusal('FORBIDDEN', `无权办理：${why}；请向税务局申请`);
}
