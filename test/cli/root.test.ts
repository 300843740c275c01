import { EventEmitter } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
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

describe('as root, where no other account can reach the data folder', () => {
  it.each(['start', 'serve'])('%s stays root, and says why and what to do', async (command) => {
    const { url } = await freshDatabase('sample_hub');
    const [written, signals] = [{ out: '', err: '' }, new EventEmitter()];
    const dataDir = path.join(folder, 'data');
    const { AUDIT_CHAIN_KEY_FILE } = process.env;
    const env = { PORT: '0', DATABASE_URL: url, MUHUB_DATA_DIR: dataDir, AUDIT_CHAIN_KEY_FILE };
    const ended = runCommandLine([command], around(env, written, signals, true));
    while (!`${written.out}${written.err}`.includes('已就绪')) await new Promise((next) => setTimeout(next, 20));
    signals.emit('SIGTERM');
    expect(await ended).toBe(0);
    if (process.getuid?.() === 0)
      expect(written.err).toMatch(/警告：仍以 root 身份运行.*它进不去或读不到 \S*muhub-root-.*chmod o\+rx.*systemd/);
    expect(statSync(dataDir).uid).toBe(process.getuid?.());
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
