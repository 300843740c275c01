import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { badName, brokenPaths } from './documents.js';
import { read, sourceFiles } from './layers.js';

const LONGEST = 300;

describe('documents', () => {
  const documents = execFileSync('git', ['ls-files', '*.md'], { encoding: 'utf8' }).split('\n').filter(Boolean);

  it.each(documents)('%s names only paths that exist', (document) => {
    expect(brokenPaths(readFileSync(document, 'utf8'))).toEqual([]);
  });

  it('would notice one that does not', () => {
    const text = 'See [it](docs/gone.md), `src/gone.ts`, https://example.org/src/x and src/main.ts.';
    expect(brokenPaths(text)).toEqual(['docs/gone.md', 'src/gone.ts']);
  });
});

describe('source files', () => {
  it('have names that say what they are about', () => {
    const names = sourceFiles().filter((file) => !file.startsWith('graphql/__generated__/'));
    expect(names.flatMap((file) => badName(file) ?? [])).toEqual([]);
    expect(['grading/date-utils.ts', 'grading/Points.ts', 'db/common.ts'].filter(badName)).toHaveLength(3);
  });

  it(`are at most ${LONGEST} lines long`, () => {
    const long = sourceFiles()
      .filter((file) => !file.startsWith('graphql/__generated__/'))
      .filter((file) => read(`src/${file}`).split('\n').length > LONGEST);
    expect(long).toEqual([]);
  });
});
