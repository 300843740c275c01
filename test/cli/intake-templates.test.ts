import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import * as xlsx from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHandover } from '../../src/handover/read-handover.js';
import { recordSets } from '../../src/intake/record-sets.js';
import { sampleServer } from '../graphql/hub-server.js';
import { commandLine } from './command-line.js';
import { dataFolder, forget } from './hub-process.js';

const server = await sampleServer({ mode: 'serve' });
let folder: string;

beforeAll(async () => {
  folder = await dataFolder();
});
afterAll(() => forget(folder));

const datasets = [...recordSets.values()].map(({ dataset }) => dataset);

describe('templates', () => {
  it('are written for every dataset, and each is known by its header as what it is', async () => {
    const dir = path.join(folder, 'templates');
    expect(await commandLine({ MUHUB_DATA_DIR: folder }).muhub('intake', 'templates', dir)).toMatchObject({ status: 0 });
    expect((await readdir(dir)).sort()).toEqual(datasets.map(({ id }) => `${id}.xlsx`).sort());
    for (const { id } of datasets) {
      const bytes = await readFile(path.join(dir, `${id}.xlsx`));
      const opened = await openHandover({ fileName: 'f', bytes, datasets, eventCodes: new Set(), facts: new Map() });
      expect(opened).toMatchObject({ status: 'opened', dataset: id });
      const book = xlsx.read(bytes);
      expect(book.SheetNames[1]).toBe('说明');
      const [, example] = xlsx.utils.sheet_to_json<string[]>(book.Sheets[book.SheetNames[0]!]!, { header: 1 });
      expect(example![0]).toMatch(/^说明：/);
    }
  });

  it('are given to whoever has a token', async () => {
    const url = `${server.url}/templates/land.leases.xlsx`;
    expect((await fetch(url)).status).toBe(401);
    const headers = { authorization: `Bearer ${await server.token({ role: 'department', department: 'land' })}` };
    const response = await fetch(url, { headers });
    expect(response.status).toBe(200);
    expect(xlsx.read(Buffer.from(await response.arrayBuffer())).SheetNames[1]).toBe('说明');
    expect((await fetch(`${server.url}/templates/nothing.xlsx`, { headers })).status).toBe(404);
  });
});
