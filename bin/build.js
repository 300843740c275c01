/** Compiles src/ to dist/ if anything in it is newer than the last build; types are checked by `npm run check:types`. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = path.join(root, 'dist');
const stamp = path.join(dist, 'built-from');

/** The digest of every source file and of what compiles them. */
function sourceDigest() {
  const hash = createHash('sha256');
  const files = readdirSync(path.join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
  for (const file of [...files, path.join(root, 'tsconfig.json'), path.join(root, 'tsconfig.build.json')]) {
    hash.update(path.relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

/** Builds where needed. A hub that is installed without sources runs what was built for it. */
export function build() {
  if (!existsSync(path.join(root, 'src'))) return;
  const digest = sourceDigest();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;

  process.stderr.write('编译程序（仅在源码变化后需要）…\n');
  const staging = path.join(root, `dist.${process.pid}`);
  const tsc = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  if (!existsSync(tsc)) {
    process.stderr.write('缺少依赖：请先运行 npm ci\n');
    process.exit(1);
  }
  const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json', '--noCheck', '--outDir', staging], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) {
    rmSync(staging, { recursive: true, force: true });
    process.stderr.write('编译失败，见上\n');
    process.exit(1);
  }
  writeFileSync(path.join(staging, 'built-from'), digest);
  try {
    rmSync(dist, { recursive: true, force: true });
    renameSync(staging, dist);
  } catch (error) {
    // Another process built the same sources at the same moment: its result serves as well.
    rmSync(staging, { recursive: true, force: true });
    if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== digest) throw error;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) build();
