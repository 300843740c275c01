import { describe, expect, it } from 'vitest';
import { viewerOf } from '../../src/access/viewer.js';
import { amendmentRefusal } from '../../src/access/what-if-limits.js';
import type { Scheme } from '../../src/grading/scheme.js';

const committee = viewerOf({ sub: 'a', role: 'zone_committee', zones: ['z'] });
const scheme = (by: string) => ({ groups: [{ id: 'g', title: '规上', classes: { by } }] }) as unknown as Scheme;

describe('a committee\'s what-ifs', () => {
  it.each(['groups/g/indicators/tax/weight', 'groups/g/indicators/tax/weight/value', 'groups/g/classes/upto/A'])('may change %s', (path) => {
    expect(amendmentRefusal(committee, scheme('rank_share'), [path])).toBeUndefined();
  });

  it.each(['groups/g/indicators/tax/points/benchmark', 'groups/g/indicators/tax/points/cap', 'groups/g/indicators/tax/points/benchmark/percentile', 'groups/g/extras_cap', 'groups/g/total/decimals', 'groups/g/classes/at_least/A'])(
    'may not change %s, with which a figure can be searched for',
    (path) => {
      expect(amendmentRefusal(committee, scheme('rank_share'), ['groups/g/indicators/tax/weight', path])).toContain(path);
      expect(amendmentRefusal(viewerOf({ sub: 'a', role: 'analyst' }), scheme('rank_share'), [path])).toBeUndefined();
    },
  );

  it('may change nothing where a score makes the class', () => {
    expect(amendmentRefusal(committee, scheme('score'), ['groups/g/indicators/tax/weight'])).toContain('规上');
    expect(amendmentRefusal(committee, scheme('score'), [])).toBeUndefined();
  });
});
