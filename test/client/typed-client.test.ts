import { describe, expect, it } from 'vitest';
import { apolloClient } from '../../docs/client/apollo.js';
import { digestOf } from '../../docs/client/digest.js';
import { CountyClassesDocument, ZoneGradesDocument } from '../../docs/client/generated/graphql.js';
import digests from '../../docs/client/generated/persisted-documents.json' with { type: 'json' };
import { urqlClient } from '../../docs/client/urql.js';
import { shippedDocuments } from '../../src/graphql/trusted-documents.js';
import { sampleServer } from '../graphql/hub-server.js';

const server = await sampleServer({ mode: 'serve' });
const variables = { scheme: 'example-ratio-2024', year: 2024 };
const committee = await server.token({ role: 'zone_committee', zones: ['339901003'] });

describe('a typed client, by digest alone', () => {
  it('is known to the hub by every digest that was generated', () => {
    const known = Object.keys(digests).map((digest) => shippedDocuments().byHash(digest.replace('sha256:', ''))?.document.name);
    expect(known.sort()).toEqual(shippedDocuments().all.map(({ name }) => name));
  });

  it('Apollo Client', async () => {
    const client = apolloClient(server.url, committee);
    const { data } = await client.query({ query: ZoneGradesDocument, variables: { ...variables, first: 3 } });
    const nodes = data?.assessment?.grades?.nodes ?? [];
    expect(nodes.map(({ enterprise, class: grade }) => [enterprise.zone, typeof grade])).toEqual(Array(3).fill(['339901003', 'string']));
    expect(nodes[0]!.total).toBeNull();
    // What came is in its cache, under the type names that it asked for.
    const [first] = Object.keys(client.cache.extract() as object).filter((key) => key.startsWith('Scheme:'));
    expect(first).toBe('Scheme:example-ratio-2024');
  });

  it('urql', async () => {
    const client = urqlClient(server.url, committee);
    const { data, error } = await client.query(CountyClassesDocument, variables).toPromise();
    expect(error).toBeUndefined();
    expect(data?.assessment?.groups.map(({ classes }) => (classes?.length ?? 0) > 1)).toEqual([true, true]);
  });

  it('is refused what was not registered, and says what it lacks', async () => {
    const client = urqlClient(server.url, await server.token({ role: 'dashboard' }));
    const { error } = await client.query(ZoneGradesDocument, variables).toPromise();
    expect(error?.graphQLErrors[0]?.extensions['code']).toBe('DOCUMENT_NOT_TRUSTED');
    expect(() => digestOf({ kind: 'Document' as never, definitions: [] })).toThrow(/not a generated document/);
  });
});
