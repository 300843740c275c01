import { buffer } from 'node:stream/consumers';
import { errorBody } from '../graphql/errors.js';
import type { Mode } from '../graphql/own-queries.js';
import { UPDATE_CYCLES } from '../handover/dataset.js';
import { recordSets } from '../intake/record-sets.js';
import { templateWorkbook } from '../intake/template-workbook.js';
import { xlsxOf } from '../workbook/workbook.js';
import { attachment } from './export/attachment.js';
import type { Routes } from './foundation.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/**
 * `GET /templates`: what is handed in, by whom, how often. `GET /templates/<dataset>.xlsx`: the template that a department fills in. It holds no record: any token will do, and in
 * sample mode none is needed, as for the catalogue.
 */
export function templateRoutes(mode: Mode): Routes {
  return (server, { viewerOf, enter }) => {
    server.get('/templates', async (request, reply) => {
      if (request.headers.authorization !== undefined || mode !== 'sample') viewerOf(request);
      const datasets = [...recordSets.values()].map(({ dataset: { id, title, department, updated } }) => {
        return { dataset: id, title, department, cycle: UPDATE_CYCLES[updated] };
      });
      return reply.send({ datasets });
    });
    server.get<{ Params: { name: string } }>('/templates/:name.xlsx', async (request, reply) => {
      if (request.headers.authorization !== undefined || mode !== 'sample') viewerOf(request);
      const leave = enter(request);
      try {
        const dataset = recordSets.get(request.params.name)?.dataset;
        if (!dataset) {
          const known = [...recordSets.keys()].join('、');
          return await reply.code(404).send(errorBody('NOT_FOUND', `没有这个数据集的模板；有：${known}`));
        }
        const bytes = await buffer(xlsxOf(templateWorkbook(dataset, new Date())));
        return await reply
          .header('content-disposition', attachment(`${dataset.title}.xlsx`))
          .type(XLSX)
          .send(bytes);
      } finally {
        leave();
      }
    });
  };
}
