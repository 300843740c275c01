import { describe, expect, it } from 'vitest';
import { broken, importsOf, read, sourceFiles } from './layers.js';

describe('who may import whom', () => {
  it('holds in every file', () => {
    const problems = sourceFiles().flatMap((file) => importsOf(file, read(`src/${file}`)).flatMap((each) => broken(each) ?? []));
    expect(problems).toEqual([]);
  });

  it.each([
    ['grading/a.ts', `import { b } from '../policy/b.js';`, /stands below/],
    ['grading/a.ts', `import { readFile } from 'node:fs/promises';`, /is pure/],
    ['access/a.ts', `import { sql } from 'drizzle-orm';`, /is pure/],
    ['departments/tax/a.ts', `import type { B } from '../land/record.js';`, /no department imports another/],
    ['departments/tax/reader.ts', `import type { Context } from '../../graphql/context.js';`, /stands below/],
    ['intake/a.ts', `import type { X } from '../graphql/__generated__/resolvers.js';`, /generated types/],
    ['cli/a.ts', `import x from '../../x.js';`, /out of src/],
    ['db/a.ts', `export { x } from '../enterprise/x.js';`, /stands below/],
    ['db/a.ts', `const x = await import('../enterprise/x.js');`, /stands below/],
  ])('is broken by %s: %s', (file, text, why) => {
    expect(importsOf(file, text).map(broken)).toEqual([expect.stringMatching(why)]);
  });

  it.each([
    ['policy/a.ts', `import { grade } from '../grading/grade.js';`],
    ['departments/index.ts', `import { taxDepartment } from './tax/department.js';`],
  ])('allows %s: %s', (file, text) => {
    expect(importsOf(file, text).map(broken)).toEqual([undefined]);
  });
});
