import type { TableFormat } from './table-file.js';

/** JSON: who took it and the columns first, then a row a line, then what was left out. Decimals are texts of digits. */
export const jsonFormat: TableFormat = {
  mediaType: () => 'application/json; charset=utf-8',
  write: async function* ({ name, title, columns, headers, rows, watermark, withheld }) {
    const described = columns.map((column, index) => ({ name: headers[index], title: column.title, type: column.type }));
    const head = JSON.stringify({ document: name, title, dataVersion: watermark.dataVersion, watermark, columns: described });
    yield Buffer.from(`${head.slice(0, -1)},"rows":[`);
    let separator = '\n';
    for await (const batch of rows) {
      const lines = batch.map((row) => JSON.stringify(Object.fromEntries(headers.map((header, index) => [header, row[index]]))));
      if (lines.length === 0) continue;
      yield Buffer.from(`${separator}${lines.join(',\n')}`);
      separator = ',\n';
    }
    yield Buffer.from(`\n],"withheld":${JSON.stringify(withheld())}}\n`);
  },
};
