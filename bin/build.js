/** Compiles src/ to dist/ if anything in it is newer than the last build; types are checked by `npm run check:types`. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = path.join(root, 'dist');
const stamp = path.join(dist, 'built-from');

/** Every source file, with its text. */
function sources() {
  return readdirSync(path.join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => path.relative(path.join(root, 'src'), path.join(entry.parentPath, entry.name)))
    .sort()
    .map((file) => ({ file, text: readFileSync(path.join(root, 'src', file), 'utf8') }));
}

function digestOf(files) {
  const hash = createHash('sha256');
  for (const { file, text } of files) hash.update(`${file}\0${text}\0`);
  for (const file of ['tsconfig.json', 'bin/build.js']) hash.update(readFileSync(path.join(root, file)));
  return hash.digest('hex');
}

/** Builds where needed. A hub that is installed without sources runs what was built for it. */
export async function build() {
  if (!existsSync(path.join(root, 'src'))) return;
  const files = sources();
  const digest = digestOf(files);
  if (isBuilt(digest)) return;

  process.stderr.write('编译程序（仅在源码变化后需要）…\n');
  const { build: transpile } = await import('esbuild').catch(() => {
    process.stderr.write('缺少依赖：请先运行 npm ci\n');
    process.exit(1);
  });
  const staging = path.join(root, `dist.${process.pid}`);
  await transpile({
    entryPoints: files.map(({ file }) => path.join(root, 'src', file)),
    outbase: path.join(root, 'src'),
    outdir: staging,
    format: 'esm',
    target: 'node20',
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  writeFileSync(path.join(staging, 'built-from'), digest);
  put(staging, digest);
}

/**
 * Puts a build in its place at one stroke, so that nobody ever finds half of one; of processes that built the same
 * sources at the same moment, one's result serves all.
 */
function put(staging, digest) {
  const before = `${staging}.before`;
  try {
    if (isBuilt(digest)) return;
    if (existsSync(dist)) renameSync(dist, before);
    renameSync(staging, dist);
  } catch (error) {
    if (!isBuilt(digest)) throw error;
  } finally {
    for (const folder of [staging, before]) rmSync(folder, { recursive: true, force: true });
  }
}

function isBuilt(digest) {
  try {
    return readFileSync(stamp, 'utf8') === digest;
  } catch {
    return false;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build();
