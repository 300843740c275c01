/** Builds the page of web/ for the hub to serve: files named by their hashes, compressed beforehand, and index.html. */
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** What 可信浏览器 on UOS is. */
const FLOOR = 'chrome90';

/**
 * @param {typeof import('esbuild').build} esbuild
 * @param {string} root of the project
 * @param {string} folder to put it in
 */
export async function buildWeb(esbuild, root, folder) {
  const assets = path.join(folder, 'assets');
  const { metafile } = await esbuild({
    entryPoints: [path.join(root, 'web', 'main.tsx')],
    outdir: assets,
    absWorkingDir: root,
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    target: FLOOR,
    minify: true,
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    loader: { '.module.css': 'local-css' },
    legalComments: 'linked',
    metafile: true,
    logLevel: 'warning',
  });
  const outputs = Object.entries(metafile.outputs);
  const [entry, { cssBundle }] = outputs.find(([, { entryPoint }]) => entryPoint === 'web/main.tsx');
  const first = [entry, ...staticImports(metafile, entry)];
  const name = (file) => `/assets/${path.basename(file)}`;
  const head = [
    `<link rel="stylesheet" href="${name(cssBundle)}">`,
    ...first.slice(1).map((file) => `<link rel="modulepreload" href="${name(file)}">`),
    `<script type="module" src="${name(entry)}"></script>`,
  ];
  mkdirSync(folder, { recursive: true });
  const index = readFileSync(path.join(root, 'web', 'index.html'), 'utf8').replace('<!-- built -->', head.join('\n    '));
  writeFileSync(path.join(folder, 'index.html'), index);
  writeFileSync(path.join(folder, 'icon.svg'), readFileSync(path.join(root, 'web', 'icon.svg')));
  compress(assets);
  const bytes = [cssBundle, ...first].map((file) => readFileSync(path.join(assets, `${path.basename(file)}.br`)).length);
  writeFileSync(path.join(folder, 'first-load'), String(bytes.reduce((sum, each) => sum + each, 0)));
}

/** What is loaded with a file before anything of it runs. */
function staticImports({ outputs }, file, found = new Set()) {
  for (const { path: imported, kind } of outputs[file].imports) {
    if (kind !== 'import-statement' || found.has(imported)) continue;
    found.add(imported);
    staticImports({ outputs }, imported, found);
  }
  return [...found];
}

function compress(folder) {
  for (const name of readdirSync(folder).filter((each) => /\.(js|css)$/.test(each))) {
    const file = path.join(folder, name);
    const content = readFileSync(file);
    writeFileSync(`${file}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));
    writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
  }
}
