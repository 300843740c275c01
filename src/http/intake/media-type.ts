import { Refusal } from '../../access/refusal.js';

/** What browsers and clients call tables, or a file that they know nothing of; what a file is, its own bytes say. */
const TABLES = [
  /^text\/(csv|plain|tab-separated-values|comma-separated-values)$/,
  /^application\/(octet-stream|csv|zip|x-zip-compressed|excel|x-excel)$/,
  /^application\/vnd\.ms-excel(\.[\w.-]+)?$/,
  /^application\/vnd\.openxmlformats-officedocument\.spreadsheetml\.[\w.-]+$/,
];

/** The body is no file but something that holds or describes one. */
export class NotAFile extends Refusal {
  constructor() {
    super(
      'BAD_USER_INPUT',
      '正文应是文件本身（不是表单，也不是 JSON），Content-Type 为 text/csv、application/octet-stream 或 Excel 的类型，也可不写',
    );
  }
}

/** @throws NotAFile */
export function checkMediaType(contentType: string | undefined): void {
  const type = contentType?.replace(/;.*$/s, '').trim().toLowerCase();
  if (type && !TABLES.some((table) => table.test(type))) throw new NotAFile();
}
