import { buildSchema } from 'graphql';
import { onDisk } from '../db/failure.js';
import { documentProblems } from '../http/export/exportable.js';
import { readSdl } from '../graphql/sdl.js';
import { loadDocuments, TrustedDocuments } from '../graphql/trusted-documents.js';
import type { Say } from './call.js';

/**
 * The trusted documents of a folder; each that cannot be run on the schema, or made the table that it promises, is left
 * out and told.
 */
export async function openDocuments(folder: string, say: Say): Promise<TrustedDocuments> {
  const { documents, problems } = await onDisk(`读取 ${folder} 中的查询文档`, async () => loadDocuments(folder));
  const wrong = documentProblems(buildSchema(readSdl().join('\n')), documents);
  for (const { file, message } of [...problems, ...wrong]) say(`查询文档未登记：${file}：${message}`);
  return new TrustedDocuments(documents.all.filter(({ name }) => !wrong.some(({ file }) => file === `${name}.graphql`)));
}
