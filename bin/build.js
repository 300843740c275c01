/**
 * Compiles src/, with what it uses, and the page of web/ to dist/ if anything in it changed since the last build; types are checked by
 * `npm run check:types`. A few files load in a third of the time that two thousand modules take.
 */
import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
/** What is run of src/: the command line, and what writes and checks the documentation. */
const ENTRIES = ['main.ts', 'cli/docs.ts'];
/** What a build depends on besides the sources. */
const BUILT_WITH = ['tsconfig.json', 'package-lock.json', 'bin/build.js', 'bin/build-web.js'];
/** As deep below the root as the modules of src/ are, so that what ships with the hub is found from both. */
const FOLDER = 'hub';
/** How a hub is put into few files, for esbuild. */
export const BUNDLED = {
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  mainFields: ['module', 'main'],
  // Packages of the old kind ask for Node's own by a function that a module of the new kind has to make.
  banner: { js: "const require = process.getBuiltinModule('module').createRequire(import.meta.url);" },
  logLevel: 'warning',
};

/** Every source file of the hub and of its page, with its text. */
function sources() {
  return ['src', 'web']
    .filter((folder) => existsSync(path.join(root, folder)))
    .flatMap((folder) => readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && /\.(tsx?|css|html|svg)$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .sort()
    .map((file) => ({ file, text: readFileSync(path.join(root, file), 'utf8') }));
}

function digestOf(files) {
  const hash = createHash('sha256');
  for (const { file, text } of files) hash.update(`${file}\0${text}\0`);
  for (const file of BUILT_WITH.filter((each) => existsSync(path.join(root, each)))) hash.update(readFileSync(path.join(root, file)));
  return hash.digest('hex');
}

/**
 * Builds where needed. A hub that is installed without sources runs what was built for it; an account that may not write
 * beside the sources has a place of its own.
 * @returns the folder that holds what was built: what is run by its name, and what it loads
 */
export async function build() {
  const dist = path.join(root, 'dist');
  if (!existsSync(path.join(root, 'src'))) return path.join(dist, FOLDER);
  const files = sources();
  const digest = digestOf(files);
  if (isBuilt(dist, digest)) return path.join(dist, FOLDER);
  const home = isWritable(root) ? root : ownPlace(digest);
  const place = path.join(home, 'dist');
  if (!isBuilt(place, digest)) await buildIn(home, place, digest);
  return path.join(place, FOLDER);
}

async function buildIn(home, dist, digest) {
  process.stderr.write('编译程序（仅在源码变化后需要）…\n');
  const { build: transpile } = await import('esbuild').catch(() => {
    process.stderr.write('缺少依赖：请先运行 npm ci\n');
    process.exit(1);
  });
  const staging = path.join(home, `dist.${process.pid}`);
  await transpile({
    entryPoints: ENTRIES.map((file) => path.join(root, 'src', file)).filter((file) => existsSync(file)),
    outdir: path.join(staging, FOLDER),
    entryNames: '[name]',
    ...BUNDLED,
    sourcemap: 'linked',
  });
  if (existsSync(path.join(root, 'web'))) {
    const { buildWeb } = await import('./build-web.js');
    await buildWeb(transpile, root, path.join(staging, 'web'));
  }
  writeFileSync(path.join(staging, 'built-from'), digest);
  put(staging, dist, digest);
}

function isWritable(folder) {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** A folder of this account's with the look of the root: what is built in it finds there what ships with the hub. */
function ownPlace(digest) {
  const home = path.join(ownFolder(), digest.slice(0, 16));
  mkdirSync(home, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(root)) {
    if (/^(dist\b|\.)/.test(name) || existsSync(path.join(home, name))) continue;
    try {
      symlinkSync(path.join(root, name), path.join(home, name));
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
  }
  return home;
}

/** What lies in it is run: nobody else may have put it there. */
function ownFolder() {
  const uid = process.getuid?.();
  const places = [
    () => path.join(process.env.XDG_CACHE_HOME, 'muhub'),
    () => path.join(homedir(), '.cache', 'muhub'),
    () => path.join(tmpdir(), `muhub-${uid}`),
  ];
  for (const place of places) {
    try {
      const folder = place();
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const its = lstatSync(folder);
      if (its.uid === uid && (its.mode & 0o022) === 0) return folder;
    } catch {
      // An account may have no home, or none that it can write to.
    }
  }
  return mkdtempSync(path.join(tmpdir(), 'muhub-'));
}

/**
 * Puts a build in its place at one stroke, so that nobody ever finds half of one; of processes that built the same
 * sources at the same moment, one's result serves all.
 */
function put(staging, dist, digest) {
  const before = `${staging}.before`;
  try {
    if (isBuilt(dist, digest)) return;
    if (existsSync(dist)) renameSync(dist, before);
    renameSync(staging, dist);
  } catch (error) {
    if (!isBuilt(dist, digest)) throw error;
  } finally {
    for (const folder of [staging, before]) rmSync(folder, { recursive: true, force: true });
  }
}

function isBuilt(dist, digest) {
  try {
    return readFileSync(path.join(dist, 'built-from'), 'utf8') === digest;
  } catch {
    return false;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build();
