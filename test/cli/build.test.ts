import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { full } from '../full.js';

const run = promisify(execFile);
const MODULES = 150;

it.runIf(full)('leaves a whole build, and nothing beside it, when several hubs are started from changed sources at once', async () => {
  const root = await mkdtemp(path.join(tmpdir(), 'muhub-build-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  await mkdir(path.join(root, 'src', 'room'), { recursive: true });
  await mkdir(path.join(root, 'bin'));
  await cp('bin/build.js', path.join(root, 'bin', 'build.js'));
  await cp('tsconfig.json', path.join(root, 'tsconfig.json'));
  await writeFile(path.join(root, 'package.json'), '{ "type": "module" }');
  await writeFile(path.join(root, 'package-lock.json'), '{}');
  const modules = Array.from({ length: MODULES }, (_, i) => i);
  await writeFile(path.join(root, 'src', 'main.ts'), modules.map((i) => `export { at as at${i} } from './room/m${i}.js';\n`).join(''));
  await symlink(path.resolve('node_modules'), path.join(root, 'node_modules'));
  for (let round = 0; round < 3; round += 1) {
    await Promise.all(
      modules.map((i) => writeFile(path.join(root, 'src', 'room', `m${i}.ts`), `export const at: number = ${i + round};\n`)),
    );
    const built = await Promise.allSettled(Array.from({ length: 4 }, () => run(process.execPath, [path.join(root, 'bin', 'build.js')])));
    expect(built.map(({ status }) => status)).toEqual(Array(4).fill('fulfilled'));
    const its = (await import(pathToFileURL(path.join(root, 'dist', 'hub', 'main.js')).href + `?${round}`)) as Record<string, number>;
    expect(Object.values(its).sort((a, b) => a - b)).toEqual(modules.map((i) => i + round));
    expect((await readdir(root)).filter((name) => name.startsWith('dist'))).toEqual(['dist']);
  }
});
