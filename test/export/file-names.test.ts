import { describe, expect, it } from 'vitest';
import { attachment } from '../../src/http/export/attachment.js';
import { TrustedDocuments, trustedDocuments } from '../../src/graphql/trusted-documents.js';
import { sampleServer } from '../graphql/hub-server.js';
import { analyst, askForFile } from './ask-for-file.js';

const [list] = trustedDocuments(['# 方案\nquery Schemes @access(roles: ["analyst"], rows: "schemes") { schemes { id title } }']).all;
const NAMES = ['企业"名单"', '园区 (甲)', "a'b*", 'plain', '100%25', 'back\\slash'];
const server = await sampleServer({ mode: 'serve', trusted: new TrustedDocuments(NAMES.map((name) => ({ ...list!, name }))) });

describe('a file is called as its document', () => {
  const forms = ['csv', 'xlsx', 'json', 'csv?encoding=gb18030'];
  it.each(NAMES.flatMap((name) => forms.map((form) => [name, form])))('%s as %s', async (name, form) => {
    const response = await askForFile(server, analyst, `/q/${encodeURIComponent(name!)}.${form}`);
    expect([response.status, (await response.arrayBuffer()).byteLength > 0]).toEqual([200, true]);
    const header = response.headers.get('content-disposition')!;
    expect(readName(header)).toBe(`${name}.${form!.split('?')[0]}`);
  });

  it('in ASCII, with the rest beside it where that does not do', () => {
    expect(attachment('zone-grades.csv')).toBe('attachment; filename="zone-grades.csv"');
    expect(attachment('企业"名单".csv')).toBe(
      `attachment; filename="_\\"_\\".csv"; filename*=UTF-8''%E4%BC%81%E4%B8%9A%22%E5%90%8D%E5%8D%95%22.csv`,
    );
    expect(attachment('a\r\nb.csv')).toBe(`attachment; filename="a_b.csv"; filename*=UTF-8''a%0D%0Ab.csv`);
  });
});

/** As a browser reads it: the extended form counts more. */
function readName(header: string): string {
  const extended = /filename\*=UTF-8''([^;]+)$/.exec(header)?.[1];
  const plain = /filename="((?:[^"\\]|\\.)*)"/.exec(header)![1]!;
  return extended === undefined ? plain.replace(/\\(.)/g, '$1') : decodeURIComponent(extended);
}
