import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';

const run = promisify(execFile);
const MODULES = 150;

it('leaves a whole build, and nothing beside it, when several hubs are started from changed sources at once', async () => {
  const root = await mkdtemp(path.join(tmpdir(), 'muhub-build-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  await mkdir(path.join(root, 'src', 'room'), { recursive: true });
  await mkdir(path.join(root, 'bin'));
  await cp('bin/build.js', path.join(root, 'bin', 'build.js'));
  await cp('tsconfig.json', path.join(root, 'tsconfig.json'));
  await writeFile(path.join(root, 'package.json'), '{ "type": "module" }');
  await symlink(path.resolve('node_modules'), path.join(root, 'node_modules'));
  for (let round = 0; round < 3; round += 1) {
    await Promise.all(
      Array.from({ length: MODULES }, (_, i) =>
        writeFile(path.join(root, 'src', 'room', `m${i}.ts`), `export const at: number = ${i + round};\n`),
      ),
    );
    const built = await Promise.allSettled(Array.from({ length: 4 }, () => run(process.execPath, [path.join(root, 'bin', 'build.js')])));
    expect(built.map(({ status }) => status)).toEqual(Array(4).fill('fulfilled'));
    expect(await readdir(path.join(root, 'dist', 'room'))).toHaveLength(MODULES);
    expect((await readdir(root)).filter((name) => name.startsWith('dist'))).toEqual(['dist']);
  }
});
