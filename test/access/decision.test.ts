import { describe, expect, it } from 'vitest';
import { consentKey } from '../../src/access/decide.js';
import { missingParts, type ValueRow } from '../../src/access/decision.js';
import type { Grant } from '../../src/access/grants.js';
import { accessFor, FLOORS, grantOf, PURPOSE } from './access-for.js';

const firm = (creditCode: string, zone: string | null): ValueRow => ({ creditCode, zone, town: null, year: 2024 });
const [HOLDER, TAXPAYER] = [firm('H', 'z1'), firm('T', 'z2')];

/** What is missing of a finding of two parties, under a grant for some rows. */
function missing(rows: Grant['rows'], consented: readonly string[] = []) {
  const grant = grantOf({ to: { role: 'department' }, what: ['LandTaxFinding.*'], rows, purpose: PURPOSE });
  const access = accessFor({ role: 'department', department: 'emissions', purpose: PURPOSE }, [...FLOORS, grant], {
    consents: new Set(consented.map((code) => consentKey(code, 2024, PURPOSE))),
  });
  return (of: readonly ValueRow[]) => missingParts(access.of('LandTaxFinding.taxAtStake'), ['tax', 'land'], of);
}

describe('a value of several parties', () => {
  it('is given by a grant for the zone of either', () => {
    for (const zone of ['z1', 'z2']) expect(missing({ zones: [zone] })([HOLDER, TAXPAYER])).toEqual([]);
    expect(missing({ zones: ['z3'] })([HOLDER, TAXPAYER])).toEqual(['tax', 'land']);
  });

  it('is given by consent only where each of them consented', () => {
    expect(missing('consented', ['H'])([HOLDER, TAXPAYER])).toEqual(['tax', 'land']);
    expect(missing('consented', ['H', 'T'])([HOLDER, TAXPAYER])).toEqual([]);
  });

  it('is not given for some enterprises where it has none', () => {
    expect(missing({ zones: ['z1'] })([])).toEqual(['tax', 'land']);
    expect(missing('consented')([])).toEqual(['tax', 'land']);
  });
});
