import { buildSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { accessMatrix, explained } from '../../src/access/matrix.js';
import { sharingRegister } from '../../src/access/sharing.js';
import { readSdl } from '../../src/graphql/sdl.js';

const register = sharingRegister(buildSchema(readSdl().join('\n')));

describe('the access matrix', () => {
  it('says of every field which roles read it', () => {
    const matrix = accessMatrix(register);
    expect(matrix.size).toBe(register.fields.size);
    expect(matrix.get('TaxRecord.vatNet')).toEqual(['tax_officer']);
    expect(matrix.get('Grade.class')).toEqual(['tax_officer', 'zone_committee']);
    expect(matrix.get('Benchmark.value')).toEqual(['tax_officer', 'zone_committee', 'analyst']);
    expect(matrix.get('IndicatorResult.points')).toEqual(['tax_officer']);
  });
});

describe('an explanation', () => {
  it.each([
    [{ role: 'zone_committee' }, 'Grade.total', /^不可以（TAX_SECRET）.*申请授权/],
    [{ role: 'tax_officer' }, 'Grade.total', /^可以：随附授权/],
    [{ role: 'department', department: 'tax' }, 'TaxRecord.vatNet', /^可以：本部门的数据/],
    [{ role: 'analyst' }, 'Scheme.title', /^可以：无条件共享/],
    [{ role: 'analyst' }, 'Grade.nothing', /^没有字段/],
  ] as const)('%o %s', (asker, coordinate, words) => {
    expect(explained(register, asker, 'READ', coordinate)).toMatch(words);
  });
});
