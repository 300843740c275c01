import { buildSchema, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { readSdl } from '../../src/graphql/sdl.js';
import { shippedDocuments } from '../../src/graphql/trusted-documents.js';
import { sampleServer } from './hub-server.js';

const schema = buildSchema(readSdl().join('\n'));
const shipped = shippedDocuments().all.map(({ name, hash, text }) => [name, hash, text] as const);

describe('trusted documents', () => {
  it.each(shipped)('%s is a query of this schema', (_, __, text) => {
    expect(validate(schema, parse(text))).toEqual([]);
  });

  it('are named by their hash, or sent as they are', async () => {
    const server = await sampleServer({ mode: 'serve' });
    const [, hash, text] = shipped.find(([name]) => name === 'county-classes')!;
    const send = async (body: object) => {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${await server.token({ role: 'analyst' })}` };
      const response = await fetch(`${server.url}/graphql`, { method: 'POST', headers, body: JSON.stringify(body) });
      return (await response.json()) as { data?: { assessment: { groups: unknown[] } }; errors?: { extensions: { code: string } }[] };
    };
    const variables = { scheme: 'example-ratio-2024', year: 2024 };
    const byHash = await send({ variables, extensions: { persistedQuery: { version: 1, sha256Hash: hash } } });
    expect(byHash.data!.assessment.groups).toHaveLength(2);
    expect(await send({ variables, query: text })).toEqual(byHash);
    for (const body of [{ variables, query: `${text} ` }, { extensions: { persistedQuery: { sha256Hash: '00' } } }]) {
      expect((await send(body)).errors!.map((error) => error.extensions.code)).toEqual(['DOCUMENT_NOT_TRUSTED']);
    }
  });

  it('are for the roles of their directive alone, which every client may send', async () => {
    const server = await sampleServer({ mode: 'serve' });
    const [, , text] = shipped.find(([name]) => name === 'land-tax-findings')!;
    const ask = async (role: string) => (await server.ask({ role }, text, { year: 2024 })).errors?.map(({ extensions }) => extensions.code);
    expect([await ask('tax_officer'), await ask('analyst')]).toEqual([undefined, ['DOCUMENT_NOT_TRUSTED']]);
  });
});
