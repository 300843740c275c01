import { afterEach, expect, it, vi } from 'vitest';
import { ProvenTokens, type Proven } from '../../../src/http/tokens/proven-tokens.js';

afterEach(() => void vi.useRealTimers());

const KEY = {};
const keyOf = (key: object) => async () => key as never;
const now = Math.floor(Date.now() / 1000);

function kept(payload: object): ProvenTokens {
  const tokens = new ProvenTokens();
  tokens.keep('token', { payload, header: { alg: 'EdDSA' }, jws: {}, key: KEY } as unknown as Proven);
  return tokens;
}

it('knows a token for as long as it names the very key that it was checked with', async () => {
  const tokens = kept({ exp: now + 60 });
  expect(await tokens.known('token', keyOf(KEY), 0)).toBeDefined();
  expect(await tokens.known('another', keyOf(KEY), 0)).toBeUndefined();
  expect(await tokens.known('token', keyOf({}), 0)).toBeUndefined();
  expect(await tokens.known('token', keyOf(KEY), 0)).toBeUndefined();
});

it('throws what finding its key throws, and does not know it any more', async () => {
  const tokens = kept({ exp: now + 60 });
  await expect(tokens.known('token', () => Promise.reject(new Error('retired')), 0)).rejects.toThrow('retired');
  expect(await tokens.known('token', keyOf(KEY), 0)).toBeUndefined();
});

it('looks at its times anew, with the clocks as far apart as they may be', async () => {
  const tokens = kept({ exp: now + 60, nbf: now - 60 });
  vi.useFakeTimers({ now: (now + 80) * 1000, toFake: ['Date'] });
  expect(await tokens.known('token', keyOf(KEY), 30)).toBeDefined();
  vi.setSystemTime((now + 90) * 1000);
  expect(await tokens.known('token', keyOf(KEY), 30)).toBeUndefined();
  const early = kept({ exp: now + 600, nbf: now + 300 });
  expect(await early.known('token', keyOf(KEY), 30)).toBeUndefined();
});
