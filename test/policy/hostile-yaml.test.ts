import { describe, expect, it } from 'vitest';
import { parseDeclarations } from '../../src/policy/declarations.js';
import { exactNumber } from '../../src/policy/exact-number.js';

describe('a YAML file that nobody wrote', () => {
  it.each([
    ['a million digits', `facts: ${'1'.repeat(1_000_000)}`, '个字符'],
    ['as many digits as a file may hold', `facts: ${'1'.repeat(900_000)}`, '应当是列表'],
    ['200,000 unknown keys', Array.from({ length: 200_000 }, (_, i) => `k${i}: 1`).join('\n'), '个字符'],
    ['unknown keys beyond what a file may hold', Array.from({ length: 20_000 }, (_, i) => `k${i}: 1`).join('\n'), '项；请拆分'],
    ['lists in lists', '['.repeat(5_000), '不是有效的 YAML'],
  ])('of %s is refused in few words', (_what, text, words) => {
    const found = parseDeclarations(text, 'facts.yaml');
    expect(found).toMatchObject({ problems: [{ message: expect.stringContaining(words) as string }] });
    expect(JSON.stringify(found).length).toBeLessThan(1_000);
  });

  it('holds no number of more digits than any figure has', () => {
    expect(exactNumber('1'.repeat(101))).toBeUndefined();
  });
});
