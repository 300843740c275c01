import { describe, expect, it } from 'vitest';
import { sampleServer, statementsOf } from '../graphql/hub-server.js';
import { askForFile, officer, SCHEME } from './ask-for-file.js';

const server = await sampleServer({ mode: 'serve' });
const refusal = async (path: string, init?: RequestInit) => {
  const response = await askForFile(server, officer, path, init);
  const { errors } = (await response.json()) as { errors: { message: string; extensions: { code: string } }[] };
  return [response.status, errors[0]!.extensions.code, errors[0]!.message];
};
const post = (variables: object): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(variables),
});
const outside = (what: string) => [400, 'BAD_USER_INPUT', expect.stringContaining(what)];

describe('a file asked for with something out of range', () => {
  it.each([1899, 2201, -1, 2147483647])('the year %i, is refused', async (year) => {
    expect(await refusal(`/q/zone-grades.csv?scheme=${SCHEME}&year=${year}`)).toEqual(outside('1900 至 2200'));
    expect(await refusal('/q/zone-grades.csv', post({ scheme: SCHEME, year }))).toEqual(outside('1900 至 2200'));
  });

  it('a moment, a number of too many digits, a NUL character, is refused', async () => {
    const list = `/q/zone-grades.csv?scheme=${SCHEME}&year=2024`;
    expect(await refusal(`${list}&asOf=1899-12-31T00:00:00Z`)).toEqual(outside('时刻'));
    expect(await refusal(`${list}&asOf=9999-12-31T00:00:00Z`)).toEqual(outside('时刻'));
    expect(await refusal(`/q/zone-grades.csv?scheme=${'4'.repeat(101)}&year=2024`)).toEqual(outside('100 位'));
    expect(await refusal(`/q/zone-grades.csv?scheme=%00&year=2024`)).toEqual(outside('NUL'));
    expect(await refusal('/q/zone-grades.csv', post({ scheme: '4'.repeat(200_000), year: 2024 }))).toEqual(outside('100 位'));
  });

  it('reads nothing for it but who may ask what, and puts the refusal on record', async () => {
    const statements = await statementsOf(() => refusal(`/q/zone-grades.csv?scheme=${SCHEME}&year=1800&asOf=2026-01-01T00:00:00Z`));
    expect(statements.filter((text) => !text.includes('audit_event'))).toEqual([]);
    expect(statements.length).toBeGreaterThan(0);
  });
});
