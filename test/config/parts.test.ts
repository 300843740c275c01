import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config/config.js';
import { ConfigError } from '../../src/config/config-error.js';
import { isDebugging } from '../../src/config/log.js';
import { DEFAULT_LIMITS } from '../../src/handover/limits.js';

const read = (env: Record<string, string> = {}) => readConfig('/srv/muhub', env);

function fileOf(content: string, mode = 0o600): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'muhub-config-')), 'file');
  writeFileSync(file, content);
  chmodSync(file, mode);
  return file;
}

describe('a configuration', () => {
  it('of nothing is the usual one; set to nothing is not set', () => {
    const usual = {
      ...{ databaseUrl: undefined, county: undefined, purpose: undefined, tls: undefined, logLevel: 'info', trustedProxies: [] },
      ...{ host: '127.0.0.1', port: 4000, handoverLimits: DEFAULT_LIMITS },
      dataDir: path.resolve('.data'),
      schemesDir: '/srv/muhub/schemes',
      treatmentsDir: '/srv/muhub/treatments',
      documentsDir: '/srv/muhub/documents',
      tokens: { audience: 'muhub', clockSkew: 30, mostDays: 366, other: undefined, revoked: path.resolve('.data/keys/revoked.yaml') },
    };
    expect(read()).toMatchObject(usual);
    const plain = ['DATABASE_URL', 'DATABASE_URL_FILE', 'HOST', 'PORT'];
    const tokens = ['TOKEN_AUDIENCE', 'TOKEN_CLOCK_SKEW', 'TOKEN_ISSUER', 'JWKS', 'REVOKED'];
    const named = ['COUNTY', 'PURPOSE', 'DATA_DIR', 'MAX_FILE_MB', 'TLS_CERT', ...tokens].map((name) => `MUHUB_${name}`);
    expect(read(Object.fromEntries([...plain, ...named].map((name) => [name, ''])))).toMatchObject(usual);
  });

  it('is what it is set to', () => {
    const env = {
      ...{
        DATABASE_URL_FILE: fileOf('postgres://muhub:x@db/muhub\n'),
        MUHUB_COUNTY: '示例县',
        MUHUB_PURPOSE: ' 年度评价 ',
        LOG_LEVEL: 'debug',
        MUHUB_TRUSTED_PROXIES: '10.0.0.5, 2001:db8::/32',
      },
      ...{
        HOST: '0.0.0.0',
        PORT: '0',
        MUHUB_MAX_FILE_MB: '1',
        MUHUB_MAX_SHEETS: '7',
        MUHUB_DATA_DIR: 'data',
        MUHUB_SCHEMES_DIR: '/etc/schemes',
      },
      ...{ MUHUB_TOKEN_ISSUER: 'https://sso', MUHUB_JWKS: 'http://localhost:8080/keys', MUHUB_TOKEN_CLOCK_SKEW: '5' },
    };
    expect(read(env)).toMatchObject({
      ...{ databaseUrl: 'postgres://muhub:x@db/muhub', county: '示例县', purpose: '年度评价', logLevel: 'debug' },
      trustedProxies: ['10.0.0.5', '2001:db8::/32'],
      ...{
        host: '0.0.0.0',
        port: 0,
        handoverLimits: { ...DEFAULT_LIMITS, bytes: 1024 * 1024, sheets: 7 },
        dataDir: path.resolve('data'),
        schemesDir: '/etc/schemes',
      },
      tokens: {
        ...{ audience: 'muhub', clockSkew: 5, other: { issuer: 'https://sso', jwks: 'http://localhost:8080/keys' } },
        revoked: path.resolve('data/keys/revoked.yaml'),
      },
    });
  });
});

describe('what is wrong with a configuration', () => {
  it.each<[Record<string, string>, string]>([
    [{ MUHUB_TRUSTED_PROXIES: '10.0.0.5,proxy' }, 'MUHUB_TRUSTED_PROXIES=10.0.0.5,proxy：应为反向代理的地址或网段'],
    [{ MUHUB_TRUSTED_PROXIES: '0.0.0.0/0' }, '不能是全部地址'],
    [{ MUHUB_TRUSTED_PROXIES: '10.0.0.0/33' }, '应为反向代理的地址或网段'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL=loud：应为 fatal、error、warn、info、debug、trace、silent 之一'],
    [{ LOG_LEVEL: '' }, 'LOG_LEVEL=：应为 fatal'],
    [{ PORT: '65536' }, 'PORT=65536：应为 0 到 65535 之间的整数'],
    [{ MUHUB_MAX_FILE_MB: '1.5' }, 'MUHUB_MAX_FILE_MB=1.5：应为 1 到 4096 之间的整数'],
    [{ DATABASE_URL: 'mysql://u:secret@x' }, 'DATABASE_URL 不是 PostgreSQL 地址：应形如 postgres://用户:口令@主机:5432/库名'],
    [{ DATABASE_URL: 'postgres://x/y', DATABASE_URL_FILE: '/x' }, 'DATABASE_URL 和 DATABASE_URL_FILE 只能给出一个'],
    [{ DATABASE_OWNER_URL: 'postgres://o:x@db/muhub' }, '给出 DATABASE_OWNER_URL 时须同时给出 DATABASE_URL'],
    [{ DATABASE_URL: 'postgres://x/y', DATABASE_OWNER_URL: 'mysql://o:secret@db' }, 'DATABASE_OWNER_URL 不是 PostgreSQL 地址'],
    [{ DATABASE_URL_FILE: '/nowhere/secret' }, 'DATABASE_URL_FILE /nowhere/secret：没有这个文件'],
    [{ MUHUB_TOKEN_CLOCK_SKEW: '301' }, 'MUHUB_TOKEN_CLOCK_SKEW=301：应为 0 到 300 之间的整数'],
    [{ MUHUB_TOKEN_ISSUER: 'x' }, 'MUHUB_TOKEN_ISSUER 和 MUHUB_JWKS 须同时给出'],
    [{ MUHUB_TOKEN_ISSUER: 'x', MUHUB_JWKS: 'https://[' }, 'MUHUB_JWKS=https://[：不是网址'],
    [{ MUHUB_TOKEN_ISSUER: 'x', MUHUB_JWKS: 'http://sso/keys' }, 'MUHUB_JWKS=http://sso/keys：须是 https 地址（本机除外）'],
    [{ MUHUB_TLS_CERT: '/x' }, 'MUHUB_TLS_CERT 和 MUHUB_TLS_KEY 须同时给出：证书文件和私钥文件'],
    [{ MUHUB_TLS_CERT: '/nowhere/cert', MUHUB_TLS_KEY: '/x' }, 'MUHUB_TLS_CERT /nowhere/cert：读不出来'],
  ])('is said, with the variable that it is: %j', (env, message) => {
    expect(() => read(env)).toThrow(message);
    expect(() => read(env)).toThrow(ConfigError);
    expect(() => read(env)).not.toThrow('secret@');
  });

  it('is said of files too, with its cause', () => {
    const [cert, key] = [fileOf('no certificate'), fileOf('no key')];
    const open = fileOf('no key', 0o644);
    expect(() => read({ MUHUB_TLS_CERT: cert, MUHUB_TLS_KEY: key })).toThrow('不是 PEM 格式的证书和未加口令的私钥');
    expect(() => read({ MUHUB_TLS_CERT: cert, MUHUB_TLS_KEY: open })).toThrow('的权限过宽（644）');
    expect(() => read({ DATABASE_URL_FILE: open })).toThrow('请执行 chmod 600');
  });

  it('keeps nobody from seeing where an error comes from', () => {
    const debugging = ['debug', 'trace', 'info', 'loud', ''].filter((level) => isDebugging({ LOG_LEVEL: level }));
    expect(debugging).toEqual(['debug', 'trace']);
    expect(isDebugging({})).toBe(false);
  });

  it('takes an identity provider whole: https, its secret in a file, and where people reach the page', () => {
    const env = {
      ...{ MUHUB_OIDC_ISSUER: 'https://id.example.cn', MUHUB_OIDC_CLIENT_ID: 'muhub', MUHUB_OIDC_CLIENT_SECRET_FILE: fileOf('secret\n') },
      ...{ MUHUB_OIDC_CLAIMS: '/etc/claims.yaml', MUHUB_PUBLIC_URL: 'https://mujun.example.cn/' },
    };
    expect(read(env)).toMatchObject({
      identity: { issuer: 'https://id.example.cn', clientId: 'muhub', clientSecret: 'secret', claims: '/etc/claims.yaml' },
      publicUrl: 'https://mujun.example.cn',
    });
    expect(read().identity).toBeUndefined();
    expect(() => read({ ...env, MUHUB_OIDC_ISSUER: 'http://id.example.cn' })).toThrow('须是 https 地址');
    expect(read({ ...env, MUHUB_OIDC_ISSUER: 'http://127.0.0.1:9000' }).identity?.issuer).toBe('http://127.0.0.1:9000');
    expect(() => read({ ...env, MUHUB_OIDC_CLIENT_ID: '' })).toThrow('还缺 MUHUB_OIDC_CLIENT_ID');
    expect(() => read({ ...env, MUHUB_PUBLIC_URL: '' })).toThrow('MUHUB_PUBLIC_URL');
    expect(() => read({ MUHUB_PUBLIC_URL: 'mujun.example.cn' })).toThrow('网页的地址');
    expect(() => read({ ...env, MUHUB_OIDC_CLIENT_SECRET_FILE: fileOf('secret', 0o644) })).toThrow('权限过宽');
    expect(read({ MUHUB_SECOND_FACTOR: 'approver, evaluation_office' }).secondFactorRoles).toEqual(['approver', 'evaluation_office']);
  });
});
