import { beforeAll, describe, expect, it } from 'vitest';
import { readClaimMap } from '../../src/http/identity/claim-map.js';
import { openIdentityProvider, type IdentityProvider } from '../../src/http/identity/identity-provider.js';
import { CLIENT, providerHere } from '../accounts/identity-provider-here.js';
import { invited, PASSWORD } from '../accounts/invited.js';
import { full } from '../full.js';
import { sampleServer, type TestServer } from '../graphql/hub-server.js';
import { printedSheet } from '../round/printed-sheet.js';
import { violations } from './axe.js';
import { browserInstalled, openBrowser } from './browser.js';
import { buildPage } from './page-day.js';

describe.skipIf(!browserInstalled || !full)('signing in by an account', () => {
  let server: TestServer;
  beforeAll(async () => {
    buildPage();
    server = await sampleServer({ mode: 'serve' });
  });

  it('from the link to the first page and out: what was typed wrong is said and stays', async () => {
    const invitation = await invited(server, 'li');
    const page = await (await openBrowser()).newPage();
    await page.goto(`${server.url}/set-password#${invitation}`);
    await page.getByRole('heading', { level: 1, name: '设置口令' }).waitFor();
    await page.getByLabel('新口令').fill('short');
    await page.getByLabel('再填一次').fill('short');
    await page.getByRole('button', { name: '设置口令' }).click();
    await page.getByRole('alert').getByText('口令太短').waitFor();
    await page.getByLabel('新口令').fill(PASSWORD);
    await page.getByLabel('再填一次').fill('other');
    await page.getByRole('alert').getByText('两次填写的口令不一样').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByLabel('再填一次').fill(PASSWORD);
    await page.getByRole('button', { name: '设置口令' }).click();
    await page.getByText('已为账户 li 设置口令').waitFor();
    expect(page.url()).not.toContain(invitation);

    await page.getByRole('link', { name: '去登录' }).click();
    await page.getByRole('heading', { level: 1, name: '登录' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByLabel('账户').fill('li');
    await page.getByLabel('口令', { exact: true }).fill('another password');
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.getByRole('alert').getByText('账户或口令不对').waitFor();
    expect(await page.getByLabel('账户').inputValue()).toBe('li');
    await page.getByLabel('口令', { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '退出' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/');
    await page.getByRole('button', { name: '退出' }).click();
    await page.getByRole('heading', { level: 1, name: '登录' }).waitFor();
  });
});

describe.skipIf(!browserInstalled || !full)('signing in by the code of a sheet', () => {
  it('lets its enterprise in; a wrong one is said and stays', async () => {
    buildPage();
    const server = await sampleServer({ mode: 'serve' });
    const code = await printedSheet(server);
    const page = await (await openBrowser()).newPage();
    await page.goto(`${server.url}/sign-in`);
    await page.getByRole('heading', { level: 1, name: '登录' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByLabel('一企一单核对码').fill(`${code.slice(0, -4)}XXXX`);
    await page.getByRole('button', { name: '凭核对码登录' }).click();
    await page.getByRole('alert').getByText('核对码不对').waitFor();
    await page.getByLabel('一企一单核对码').fill(code);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '退出' }).waitFor();
  });
});

describe.skipIf(!browserInstalled || !full)('signing in by the identity provider', () => {
  it('there and back, to where somebody was sent from, and out there too; who has no role is told so', async () => {
    buildPage();
    const opened: { identity?: IdentityProvider } = {};
    const lazily: IdentityProvider = {
      issuer: 'the one below',
      begin: () => opened.identity!.begin(),
      finish: (...came) => opened.identity!.finish(...came),
    };
    const server = await sampleServer({ mode: 'serve', identity: lazily });
    const people = { li: { groups: ['mujun-zone'], zone_codes: ['339901003'] }, guest: {} };
    const there = await providerHere(() => server.url, people);
    const map = readClaimMap('{ subject: sub, role: { claim: groups, values: { mujun-zone: zone_committee } }, zones: zone_codes }');
    const registration = { issuer: there.issuer, clientId: CLIENT.id, clientSecret: CLIENT.secret, map, publicUrl: server.url };
    opened.identity = openIdentityProvider(registration);
    const signIn = async (name: string) => {
      const page = await (await openBrowser()).newPage();
      await page.goto(`${server.url}/enterprises?year=2024`);
      await page.getByRole('button', { name: '用统一身份认证登录' }).click();
      await page.locator('input[name=login]').fill(name);
      await page.locator('input[name=password]').fill('any');
      await page.getByRole('button', { name: 'Sign-in' }).click();
      await page.getByRole('button', { name: 'Continue' }).click();
      return page;
    };
    const page = await signIn('li');
    await page.getByRole('heading', { level: 1, name: '企业名单' }).waitFor();
    expect(new URL(page.url()).search).toContain('year=2024');
    await page.getByRole('button', { name: '退出' }).click();
    await page.waitForURL(`${there.issuer}/session/end**`);

    const other = await signIn('guest');
    await other.getByRole('alert').getByText('无权登录').waitFor();
    expect(other.url()).toBe(`${server.url}/sign-in/return`);
    await other.getByRole('link', { name: '重新登录' }).click();
    await other.getByRole('heading', { level: 1, name: '登录' }).waitFor();
  });
});
