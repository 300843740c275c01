import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { full } from '../full.js';
import { circles } from './circles.js';

// As `npm run check:circles`, which stands beside the tests in every run of all checks.
it.runIf(full)('no file imports itself by way of others, not even a type', { timeout: 180_000 }, async () => {
  expect(await circles('src')).toEqual([]);
});

it.each([
  [
    'a value of the other',
    `import { b } from './b.js';\nexport const a = () => b;\n`,
    `import { a } from './a.js';\nexport const b = () => a;\n`,
  ],
  [
    'a type of the other',
    `import type { B } from './b.js';\nexport interface A { readonly b: B }\n`,
    `import type { A } from './a.js';\nexport interface B { readonly a: A }\n`,
  ],
])('a circle of two files, each with %s, is found', { timeout: 120_000 }, async (_, a, b) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'muhub-circles-'));
  try {
    await mkdir(path.join(folder, 'src'));
    await writeFile(path.join(folder, 'tsconfig.json'), '{ "compilerOptions": { "module": "nodenext" } }');
    await writeFile(path.join(folder, 'package.json'), '{ "type": "module" }');
    await writeFile(path.join(folder, 'src/a.ts'), a);
    await writeFile(path.join(folder, 'src/b.ts'), b);
    await writeFile(path.join(folder, 'src/c.ts'), `import type {} from './a.js';\nexport const c = 1;\n`);
    const found = await circles('src', folder);
    expect(found.map((circle) => [...circle].sort())).toContainEqual(expect.arrayContaining(['src/a.ts', 'src/b.ts']));
    expect(found.flat().filter((file) => file.includes('c.ts'))).toEqual([]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
