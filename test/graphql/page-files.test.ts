import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { get } from 'node:http';
import { beforeAll, describe, expect, it } from 'vitest';
import { shippedDocuments } from '../../src/graphql/trusted-documents.js';
import { PAGE_ROLES } from '../../web/page-roles.js';
import { sampleServer, type TestServer } from './hub-server.js';

const MOST_BYTES = 200 * 1024;

describe('the files of the page', () => {
  let server: TestServer;
  beforeAll(async () => {
    execFileSync(process.execPath, ['bin/build.js'], { stdio: 'ignore' });
    server = await sampleServer({ mode: 'serve' });
  });

  it('are given to anybody, under a policy that lets nothing else run; addresses that are none are not there', async () => {
    for (const address of [
      '/',
      '/sign-in',
      '/land/findings',
      '/enterprises/91330000000000000X',
      ...Object.values(PAGE_ROLES).map(({ path }) => path),
    ]) {
      const response = await fetch(`${server.url}${address}`);
      expect([address, response.status, response.headers.get('content-type')]).toEqual([address, 200, 'text/html; charset=utf-8']);
      const policy = response.headers.get('content-security-policy')!;
      expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
      expect(policy).not.toContain('unsafe');
      expect(await response.text()).not.toMatch(/<script(?! type="module" src)/);
    }
    expect((await fetch(`${server.url}/no-such-page`)).status).toBe(404);
    expect((await fetch(`${server.url}/icon.svg`)).headers.get('content-type')).toContain('image/svg+xml');
    expect((await fetch(`${server.url}/session/sample`)).status).toBe(404);
  });

  it('are named by their content and kept for good, compressed, index.html asked for each time', async () => {
    const index = await fetch(`${server.url}/`);
    expect(index.headers.get('cache-control')).toBe('no-cache');
    const names = [...(await index.text()).matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, name]) => name!);
    expect(names.length).toBeGreaterThan(1);
    for (const name of names) {
      const response = await fetch(`${server.url}${name}`, { headers: { 'accept-encoding': 'br' } });
      expect([response.status, response.headers.get('content-encoding')]).toEqual([200, 'br']);
      expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    }
    expect((await fetch(`${server.url}/assets/../../package.json`)).status).toBe(404);
    expect((await fetch(`${server.url}/assets/%2e%2e/first-load`)).status).not.toBe(200);
  });

  it(`come to no more than ${MOST_BYTES / 1024} KiB before anything is shown`, async () => {
    expect(Number(await readFile('dist/web/first-load', 'utf8'))).toBeLessThan(MOST_BYTES);
  });

  it('are in the menu of those alone whom the documents behind them are for', () => {
    const behind: Record<keyof typeof PAGE_ROLES, readonly string[]> = {
      overview: ['county-schemes', 'county-classes', 'class-map', 'class-trend'],
      my: ['county-schemes', 'enterprise-page'],
      enterprises: ['county-schemes', 'county-classes', 'enterprise-list'],
      enterprise: ['county-schemes', 'enterprise-page'],
      whatIf: ['county-schemes', 'scheme-texts', 'what-if'],
      scatter: ['county-schemes', 'zone-indicators'],
      land: ['county-schemes', 'land-tax-sums'],
      findings: ['county-schemes', 'land-tax-findings', 'finding-records'],
      tasks: ['county-schemes', 'land-tax-tasks', 'push-land-tax-tasks'],
      yield: ['county-schemes', 'land-tax-yield', 'low-efficiency-land'],
      map: [],
      ledger: [],
      contract: [],
      landIndicators: [],
      towns: [],
      data: ['received-files', 'quarantined-lines', 'release-quarantined-line', 'drop-quarantined-line', 'retract-handover'],
      wall: ['county-schemes', 'county-classes', 'class-map'],
      operations: ['operations', 'audit-verification'],
      public: ['public-evaluations', 'public-results'],
      sharing: ['sharing-catalogue'],
    };
    const documents = shippedDocuments();
    for (const [page, { roles }] of Object.entries(PAGE_ROLES)) {
      for (const name of behind[page as keyof typeof PAGE_ROLES])
        expect([page, name, documents.named(name)!.notes.roles]).toEqual([page, name, expect.arrayContaining(roles)]);
    }
  });

  it('the sample’s roles are for who sits at the machine, under its own name', async () => {
    const sample = await sampleServer();
    const { hostname, port } = new URL(sample.url);
    const asked = (host: string) =>
      new Promise<number | undefined>((resolve, reject) => {
        get({ hostname, port, path: '/session/sample', headers: { host } }, (response) => {
          response.resume();
          resolve(response.statusCode);
        }).on('error', reject);
      });
    expect([await asked(new URL(sample.url).host), await asked('localhost'), await asked('evil.example')]).toEqual([200, 200, 403]);
  });
});
