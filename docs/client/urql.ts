import { Client, fetchExchange } from '@urql/core';
import { persistedExchange } from '@urql/exchange-persisted';
import { digestOf } from './digest.js';

/**
 * An urql client that asks a hub for trusted documents by their digest alone.
 * @param url of the hub, e.g. `https://hub.example`
 */
export function urqlClient(url: string, token: string): Client {
  return new Client({
    url: `${url}/graphql`,
    fetchOptions: { headers: { authorization: `Bearer ${token}` } },
    preferGetMethod: false,
    exchanges: [
      persistedExchange({
        generateHash: async (_, document) => digestOf(document),
        preferGetForPersistedQueries: false,
        enforcePersistedQueries: true,
      }),
      fetchExchange,
    ],
  });
}
