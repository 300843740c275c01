import { EventEmitter } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runCommandLine } from '../../src/cli/program.js';
import { openDigestKey } from '../../src/audit/enterprise-digest.js';
import { openTokenKey } from '../../src/http/tokens/hub-keys.js';
import { around } from './around.js';
import { freshDatabase } from '../database/fresh-database.js';

const folder = mkdtempSync(path.join(tmpdir(), 'muhub-root-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('as root', () => {
  it.each([
    ['start', /注意：以 root 身份运行，只宜于示例/],
    ['serve', /警告：以 root 身份运行.*普通账户.*chown -R/],
  ])('%s goes on, and says what to do', async (command, says) => {
    const { url } = await freshDatabase('sample_hub');
    const [written, signals] = [{ out: '', err: '' }, new EventEmitter()];
    const { AUDIT_CHAIN_KEY_FILE } = process.env;
    const env = { PORT: '0', DATABASE_URL: url, MUHUB_DATA_DIR: folder, AUDIT_CHAIN_KEY_FILE };
    const ended = runCommandLine([command], around(env, written, signals, true));
    while (!`${written.out}${written.err}`.includes('已就绪')) await new Promise((next) => setTimeout(next, 20));
    signals.emit('SIGTERM');
    expect(await ended).toBe(0);
    expect(written.err).toMatch(says);
  });
});

describe('a key that the group or others may read', () => {
  it.each([0o640, 0o604, 0o620, 0o644])('is refused with what to run (%o)', async (mode) => {
    const data = mkdtempSync(path.join(folder, 'keys-'));
    await openTokenKey(data);
    await openDigestKey(data);
    const [token, digest] = ['token-ed25519.pem', 'audit-enterprises.key'].map((name) => path.join(data, 'keys', name));
    for (const file of [token!, digest!]) chmodSync(file, mode);
    await expect(openTokenKey(data)).rejects.toThrow(`chmod 600 '${token}'`);
    await expect(openDigestKey(data)).rejects.toThrow(`chmod 600 '${digest}'`);
  });
});
