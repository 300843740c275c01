import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';

const FOLDER = 'docs/service';
const units = readdirSync(FOLDER).filter((name) => /\.(service|timer)$/.test(name));
const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0;

it.skipIf(!hasSystemd)('the units are such as systemd takes', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'muhub-units-'));
  try {
    for (const name of units) copyFileSync(path.join(FOLDER, name), path.join(folder, name));
    const { stderr } = spawnSync('systemd-analyze', ['verify', ...units.map((name) => path.join(folder, name))], { encoding: 'utf8' });
    // Whether the programs that they name are on this machine says nothing of the units.
    expect(stderr.split('\n').filter((line) => line.includes(folder) && !/is not executable/.test(line))).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('the container and the service run the hub as nobody who is root, and hand it the signals', () => {
  const container = readFileSync(path.join(FOLDER, 'Containerfile'), 'utf8');
  expect(container).toMatch(/^USER 10001$/m);
  expect(container).toMatch(/^ENTRYPOINT \["node", "bin\/muhub.js"\]$/m);
  const service = readFileSync(path.join(FOLDER, 'muhub.service'), 'utf8');
  expect(service).toMatch(/^User=muhub$/m);
  expect(service).toMatch(/^ProtectSystem=strict$/m);
});
