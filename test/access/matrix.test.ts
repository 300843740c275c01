import { buildSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { explainAccess, inWords } from '../../src/access/explain.js';
import { TOLD_BESIDE } from '../../src/access/told-beside.js';
import { SAMPLE_GRANTS, type Grant } from '../../src/access/grants.js';
import { accessMatrix, viewerLike, type Asker } from '../../src/access/matrix.js';
import { accessRule, type Act } from '../../src/access/may.js';
import { sharingRegister } from '../../src/access/sharing.js';
import { ROLES } from '../../src/access/viewer.js';
import { readSdl } from '../../src/graphql/sdl.js';

const register = sharingRegister(buildSchema(readSdl().join('\n')));
const grant: Grant = { role: 'zone_committee', fields: ['Grade.total'], acts: ['READ'], zones: ['z1'], purpose: '复核', from: '2026-01-01', to: '2026-12-31', stored: { id: 7, owner: 'tax' } };

describe('the access matrix', () => {
  it('says of every field which roles read it, and by what', () => {
    const matrix = new Map(accessMatrix(register, [grant], 'READ', '2026-05-01').map((row) => [row.coordinate, row.cells]));
    const shipped = (coordinate: string) => matrix.get(coordinate)!.filter((cell) => cell.shipped).map(({ role }) => role);
    expect(matrix.size).toBe(register.fields.size);
    expect(shipped('TaxRecord.vatNet')).toEqual(['tax_officer']);
    expect(shipped('Grade.class')).toEqual(['tax_officer', 'zone_committee']);
    expect(shipped('Benchmark.value')).toEqual(expect.arrayContaining(['tax_officer', 'zone_committee', 'analyst']));
    expect(shipped('IndicatorResult.points')).toEqual(['tax_officer']);
    expect(matrix.get('Grade.total')!.find(({ role }) => role === 'zone_committee')).toEqual({ role: 'zone_committee', shipped: false, onRecord: [7] });
  });

  it.each([['EXPORT', '2026-05-01'], ['READ', '2027-01-01']] as const)('leaves out a grant that is not for %s on %s', (act, today) => {
    const rows = accessMatrix(register, [grant], act, today);
    expect(rows.flatMap(({ cells }) => cells.flatMap(({ onRecord }) => onRecord))).toEqual([]);
  });
});

const explained = (asker: Asker, coordinate: string, grants: readonly Grant[] = [], act: Act = 'READ') =>
  explainAccess(register, [...SAMPLE_GRANTS, ...grants], { viewer: viewerLike(asker), act, today: '2026-05-01' }, coordinate);

describe('an explanation', () => {
  it.each([
    [{ role: 'zone_committee' }, 'Grade.total', /^不可以（TAX_SECRET）.*申请授权/],
    [{ role: 'tax_officer' }, 'Grade.total', /^可以：随附授权/],
    [{ role: 'department', department: 'tax' }, 'TaxRecord.vatNet', /^可以：本部门的数据/],
    [{ role: 'analyst' }, 'Scheme.title', /^可以：.*无条件共享/],
    [{ role: 'analyst' }, 'Grade.nothing', /^没有字段/],
  ] as const)('%o %s', (asker, coordinate, words) => {
    expect(inWords(explained(asker, coordinate))).toMatch(words);
  });

  it('says where the answer hangs on whose facts a value is made of, and where what is told beside it decides', () => {
    const byRow = explained({ role: 'tax_officer' }, 'IndicatorResult.band');
    expect(inWords(byRow)).toMatch(/逐行由所用各部门的数据得出.*madeOf/);
    expect(inWords(explained({ role: 'tax_officer' }, 'Grade.rankedOf'))).not.toMatch(/逐行|防反推/);
    expect(inWords(explained({ role: 'zone_committee' }, 'IndicatorResult.band'))).toMatch(/^可以.*防反推/);
  });

  it('says what a query gives in place of a yearly record', () => {
    const refused = explained({ role: 'zone_committee' }, 'Enterprise.tax');
    expect(refused.decision.granted).toBe(false);
    expect(inWords(refused)).toMatch(/^不可以.*年度记录：查询时给出只有年度的空记录/);
    expect(inWords(explained({ role: 'tax_officer' }, 'Enterprise.tax'))).not.toMatch(/年度记录/);
    expect(inWords(explained({ role: 'zone_committee' }, 'Grade.total'))).not.toMatch(/年度记录/);
  });

  it('says whose figures a grant says openly that it may give back', () => {
    const { steps } = explained({ role: 'zone_committee' }, 'Grade.class');
    expect(steps.find(({ rule }) => rule === '随附授权')?.why).toBe('列有该字段；明示可能由此反推 tax、statistics、emissions、utilities 的数据');
  });

  it('knows the fields that are left out for what is told beside them', () => {
    for (const coordinate of TOLD_BESIDE) expect([coordinate, register.fields.has(coordinate)]).toEqual([coordinate, true]);
  });

  it('names each condition of a grant on record that is not met', () => {
    const why = (asker: Omit<Asker, 'role'>, act: Act = 'READ') => {
      const { decision, steps } = explained({ role: 'zone_committee', ...asker }, 'Grade.total', [grant], act);
      return [decision.granted ? 'granted' : decision.reason, steps.find(({ rule }) => rule.startsWith('第 7 号'))!.why];
    };
    expect(why({ zones: ['z1'], purpose: '复核' })[0]).toBe('granted');
    expect(why({ zones: ['z1'] })).toEqual(['PURPOSE_REQUIRED', expect.stringContaining('未写明')]);
    expect(why({ zones: ['z2'], purpose: '复核' })).toEqual(['TAX_SECRET', expect.stringContaining('只及于园区 z1')]);
    expect(why({ zones: ['z1'], purpose: '复核' }, 'ORDER')).toEqual(['TAX_SECRET', expect.stringContaining('使用方式不含 ORDER')]);
  });

  it('decides what the rule decides, for every field and role', () => {
    const rule = accessRule(register, SAMPLE_GRANTS);
    for (const role of ROLES) {
      for (const [coordinate, { department }] of register.fields) {
        const asker = role === 'department' ? { role, department: 'tax' as const } : { role };
        const open = [undefined, [department]].some((madeOf) => rule(viewerLike(asker), 'READ', { coordinate, madeOf }).granted);
        const uses = register.uses.get(coordinate);
        const used = (uses?.of ?? []).every((of) => rule(viewerLike(asker), uses!.act, { coordinate: of }).granted);
        const { decision, steps } = explained(asker, coordinate);
        expect([role, coordinate, decision.granted]).toEqual([role, coordinate, open && used]);
        if (decision.granted) expect(steps.some(({ holds }) => holds)).toBe(true);
      }
    }
  });
});
