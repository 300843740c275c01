import { describe, expect, it } from 'vitest';
import { accessMatrix } from '../../src/access/matrix.js';
import { ROLES } from '../../src/access/viewer.js';
import { FLOORS, grantOf, register, TODAY } from './access-for.js';

const onRecord = grantOf({
  id: '7',
  to: { role: 'zone_committee' },
  what: ['Grade.total'],
  givenBy: ['tax'],
  rows: { zones: ['z1'] },
  purpose: '复核',
  from: '2026-01-01',
  until: '2026-12-31',
});
const matrixOf = (act: 'READ' | 'EXPORT' = 'READ', today = TODAY) =>
  new Map(accessMatrix(register, { files: FLOORS, onRecord: [onRecord] }, act, today).map((row) => [row.coordinate, row]));

describe('the access matrix', () => {
  const matrix = matrixOf();
  const shipped = (coordinate: string) => matrix.get(coordinate)!.cells.flatMap((cell) => (cell.shipped ? [cell.role] : []));

  it('says of every field which roles read it by a file, whatever conditions the file has', () => {
    expect([...matrix.keys()]).toEqual([...register.fields.keys()].sort());
    expect(shipped('TaxRecord.vatNet')).toEqual(['tax_officer', 'enterprise']);
    expect(shipped('Grade.class')).toEqual(
      expect.arrayContaining(['tax_officer', 'zone_committee', 'town', 'enterprise', 'evaluation_office']),
    );
    expect(shipped('LandTaxFinding.id')).toEqual(['tax_officer', 'enterprise']);
    expect(shipped('Query.accessLog')).toEqual(['department', 'evaluation_office', 'auditor']);
    expect(shipped('Benchmark.value')).toEqual([...ROLES]);
  });

  it('names the grants on record, by number, beside the roles that they are for', () => {
    const cell = (role: string) => matrix.get('Grade.total')!.cells.find((each) => each.role === role);
    expect(cell('zone_committee')).toMatchObject({ onRecord: ['7'] });
    expect(cell('town')).toMatchObject({ onRecord: [] });
  });

  it.each([
    ['EXPORT', TODAY],
    ['READ', '2027-01-01'],
  ] as const)('leaves out a grant that is not for %s on %s', (act, today) => {
    expect([...matrixOf(act, today).values()].flatMap(({ cells }) => cells.flatMap((each) => each.onRecord))).toEqual([]);
  });
});
