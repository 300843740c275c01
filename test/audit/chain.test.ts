import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalBytes, storable, type Storable } from '../../src/audit/canonical.js';
import { GENESIS, hashOf, linked, type Link } from '../../src/audit/chain.js';
import { enterprisesDigest } from '../../src/audit/enterprise-digest.js';
import type { AuditEvent } from '../../src/audit/event.js';

const event = (detail: Record<string, unknown>, department: AuditEvent['department'] = 'tax'): AuditEvent => {
  return { actor: '张三', action: 'READ', department, detail };
};
const AT = new Date('2026-03-01T08:00:00.123Z');

describe('canonical bytes', () => {
  it('are a type, a length and the content', () => {
    expect(canonicalBytes({ b: [1, 'é', null], a: true }).toString()).toBe('o27:s1:at0:s1:ba12:i1:1s2:én0:');
  });

  it('differ wherever values differ, and only there', () => {
    const json = fc.jsonValue({ maxDepth: 3 }).map(storable);
    fc.assert(
      fc.property(json, json, (a, b) => {
        expect(canonicalBytes(a).equals(canonicalBytes(b))).toBe(text(a) === text(b));
      }),
    );
  });

  it('do not depend on the order of members', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.integer()), (members) => {
        const turned = Object.fromEntries(Object.entries(members).reverse());
        expect(canonicalBytes(storable(turned))).toEqual(canonicalBytes(storable(members)));
      }),
    );
  });

  it('hold what the database can, the rest made storable', () => {
    expect(storable({ nul: 'a\0b', half: '\ud800', gone: undefined, big: 2 ** 60, day: AT, part: 0.5 })).toEqual({
      nul: 'a\ufffdb',
      half: '\ufffd',
      big: String(2 ** 60),
      day: '2026-03-01T08:00:00.123Z',
      part: '0.5',
    });
  });
});

/** A value with its members in order: equal texts mean equal values. */
function text(value: Storable): string {
  return JSON.stringify(value, (_, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(
          Object.entries(member)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([k, v]) => [`.${k}`, v as unknown]),
        )
      : member,
  );
}

describe('a chain', () => {
  it('is hashed with SM3', () => {
    expect(createHash('sm3').update('abc').digest('hex')).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0');
    const [link] = linked([event({ n: 1 })], new Map(), AT);
    const bytes = 's18:muhub audit link 1s3:taxi1:1s24:2026-03-01T08:00:00.123Zs6:张三s4:READo8:s1:ni1:1s64:' + '0'.repeat(64);
    expect(link!.hash).toBe(
      createHash('sm3')
        .update(`a${Buffer.byteLength(bytes)}:${bytes}`)
        .digest('hex'),
    );
  });

  it('runs for each department by itself, from its end on', () => {
    const end = { sequence: 7, hash: 'f'.repeat(64) };
    const links = linked([event({}, 'land'), event({}, 'tax'), event({}, 'land')], new Map([['land', end]]), AT);
    expect(links.map(({ department, sequence }) => [department, sequence])).toEqual([
      ['land', 8],
      ['tax', 1],
      ['land', 9],
    ]);
    expect(links.map(({ previous }) => previous)).toEqual([end.hash, GENESIS.hash, links[0]!.hash]);
  });

  it('has another hash as soon as anything in a link is other', () => {
    const [link] = linked([event({ coordinates: ['TaxRecord.vatNet'], enterprises: 3 })], new Map(), AT) as [Link];
    const others: Partial<Link>[] = [
      { department: 'land' },
      { sequence: 2 },
      { at: new Date(AT.getTime() + 1) },
      { actor: '李四' },
      { action: 'READ_REFUSED' },
      { detail: { coordinates: ['TaxRecord.vatNet'], enterprises: 2 } },
      { previous: '1'.repeat(64) },
    ];
    const hashes = others.map((other) => hashOf({ ...link, ...other }));
    expect(new Set([link.hash, ...hashes]).size).toBe(others.length + 1);
  });
});

describe('the digest of enterprises', () => {
  const key = Buffer.alloc(32, 1);

  it('is of the set, keyed, and null for none', () => {
    const of = { department: 'tax', reader: '张三' } as const;
    const digest = enterprisesDigest(key, of, ['A', 'B']);
    expect(digest).toMatch(/^hmac-sm3:[0-9a-f]{64}$/);
    expect(enterprisesDigest(key, of, ['B', 'A', 'B'])).toBe(digest);
    expect(enterprisesDigest(key, of, ['AB'])).not.toBe(digest);
    expect(enterprisesDigest(Buffer.alloc(32, 2), of, ['A', 'B'])).not.toBe(digest);
    expect(enterprisesDigest(key, of, [])).toBeNull();
  });

  it('has nothing in common with that of another department or reader', () => {
    const of = (department: 'tax' | 'land', reader: string) => enterprisesDigest(key, { department, reader }, ['A', 'B']);
    const all = [of('tax', '张三'), of('land', '张三'), of('tax', '李四'), of('land', '李四')];
    expect(new Set(all).size).toBe(4);
    expect(of('tax', '张三')).toBe(all[0]);
  });
});
