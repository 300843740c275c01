import { describe, expect, it } from 'vitest';
import { keepSchemes, keptScheme, UnknownDigest } from '../../src/assessment/kept-schemes.js';
import { noteSchemesInForce, textPeriods } from '../../src/assessment/schemes-in-force.js';
import { departmentVocabulary } from '../../src/departments/vocabulary.js';
import type { FactDefinition } from '../../src/grading/fact.js';
import { policyDigest } from '../../src/policy/digest.js';
import { parseScheme } from '../../src/policy/parse-scheme.js';
import type { LoadedScheme } from '../../src/policy/registry.js';
import { namedIn, type Vocabulary } from '../../src/policy/vocabulary.js';
import { freshDatabase } from '../database/fresh-database.js';

const text = (id: string, benchmark: string, numerator = 'tax.vat_net') => `scheme: ${id}
title: 试
jurisdiction: 示例县
years: [2024]
status: example
sources: [{ document: 示例 }]
groups:
  - id: all
    when: { fact: land.used_area, gt: 0 }
    indicators: [{ id: x, title: 项, numerator: ${numerator}, weight: 100, points: { family: ratio, benchmark: ${benchmark} } }]
    total: { decimals: 2 }
`;
const nothing: Vocabulary = { facts: [], events: [] };
const declaring = (unit: string): Vocabulary => ({
  facts: [{ id: 'green_area', kind: 'number', title: '绿化', unit, department: 'county' } satisfies FactDefinition],
  events: [],
});

function loaded(of: string, declared: Vocabulary = nothing): LoadedScheme {
  const vocabulary = { facts: [...departmentVocabulary.facts, ...declared.facts], events: departmentVocabulary.events };
  const parsed = parseScheme(of, { file: 'x.yaml', ...vocabulary });
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  return { scheme: parsed.scheme, digest: policyDigest(of), text: of, file: 'x.yaml', declared: namedIn(of, declared) };
}

describe('a scheme that was in force', () => {
  it('is there for good by its digest, whatever becomes of its file; who edits in place is told what was', async () => {
    const { db } = await freshDatabase('empty_hub');
    const [first, edited, other] = [loaded(text('a', '10')), loaded(text('a', '11')), loaded(text('b', '1'))];
    expect(await noteSchemesInForce(db, [first, other])).toEqual([]);
    expect(await noteSchemesInForce(db, [first, other])).toEqual([]);
    expect(await noteSchemesInForce(db, [edited, other])).toEqual([
      { schemeId: 'a', before: { digest: first.digest, since: expect.any(Date) as Date }, now: edited.digest },
    ]);
    expect(await noteSchemesInForce(db, [edited])).toMatchObject([{ schemeId: 'b', now: undefined }]);
    expect(await noteSchemesInForce(db, [first])).toMatchObject([{ schemeId: 'a', before: { digest: edited.digest }, now: first.digest }]);
    for (const each of [first, edited, other]) expect(await keptScheme(db, each.digest)).toEqual({ ...each, file: each.digest });
    const periods = await textPeriods(db, ['a', 'b', 'c']);
    expect(periods.get('a')!.map(({ digest }) => digest)).toEqual([first.digest, edited.digest, first.digest]);
    expect(periods.get('a')!.map(({ until }) => until !== undefined)).toEqual([true, true, false]);
    expect(periods.get('b')).toMatchObject([{ digest: other.digest, until: expect.any(Date) as Date }]);
    expect(periods.get('c')).toEqual([]);
  });

  it('is noted once by hubs that start together', async () => {
    const { db } = await freshDatabase('empty_hub');
    await Promise.all(Array.from({ length: 4 }, () => noteSchemesInForce(db, [loaded(text('a', '10'))])));
    expect((await textPeriods(db, ['a'])).get('a')).toHaveLength(1);
  });

  it('keeps the facts that the county declared then, in their unit of then', async () => {
    const { db } = await freshDatabase('empty_hub');
    const scheme = loaded(text('a', '10', 'green_area'), declaring('㎡'));
    await keepSchemes(db, [scheme]);
    await keepSchemes(db, [{ ...scheme, declared: declaring('亩') }]);
    expect((await keptScheme(db, scheme.digest)).declared.facts).toEqual(declaring('㎡').facts);
  });
});

describe('a digest that leads nowhere', () => {
  it.each([
    ['none', 'sm3:12', /不是办法文件的摘要/],
    ['one in capitals', `sm3:${'A'.repeat(64)}`, /64 位小写十六进制/],
    ['of no text kept', `sm3:${'0'.repeat(64)}`, /没有存过摘要为 sm3:0{64} 的办法.*找回原文件/],
  ])('is refused in words: %s', async (_, digest, says) => {
    const { db } = await freshDatabase('empty_hub');
    await expect(keptScheme(db, digest)).rejects.toThrow(says);
    await expect(keptScheme(db, digest)).rejects.toThrow(UnknownDigest);
  });

  it('is refused where the kept text was tampered with, or is read no more', async () => {
    const { db, pool } = await freshDatabase('empty_hub');
    const scheme = loaded(text('a', '10'));
    await keepSchemes(db, [scheme]);
    await pool.query(`update scheme_text set text = replace(text, 'benchmark: 10', 'benchmark: 12')`);
    await expect(keptScheme(db, scheme.digest)).rejects.toThrow(/与摘要不符，已被改动：请从备份恢复/);
    const unread = text('b', '10', 'green_area');
    await keepSchemes(db, [{ ...loaded(text('b', '10')), text: unread, digest: policyDigest(unread) }]);
    await expect(keptScheme(db, policyDigest(unread))).rejects.toThrow(/读不出：.*green_area/);
  });
});
