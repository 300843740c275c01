import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config/config.js';
import { LIMIT_SETTINGS, USUAL_LIMITS, type Limits } from '../../src/config/limits.js';

const limits = Object.entries(LIMIT_SETTINGS) as [keyof Limits, (typeof LIMIT_SETTINGS)[keyof Limits]][];

describe.each(limits)('the limit of %s', (limit, { variable, usual, most }) => {
  const read = (value?: string) => readConfig('.', value === undefined ? {} : { [variable]: value }).limits;

  it('holds unless it is set, and is what it is set to', () => {
    expect(read()).toEqual(USUAL_LIMITS);
    expect(read('1')).toEqual({ ...USUAL_LIMITS, [limit]: 1 });
    expect(read(String(most))[limit]).toBe(most);
  });

  it.each(['0', '-1', '1.5', 'many', String(most + 1)])('takes no %s', (value) => {
    expect(() => read(value)).toThrow(`${variable}=${value}：应为 1 到 ${most} 之间的整数`);
  });

  it.each(['README.md', 'README.zh-CN.md'])('stands in %s with its usual value', (file) => {
    expect(readFileSync(file, 'utf8')).toContain(`\`${variable}\` ${usual}`);
  });
});
