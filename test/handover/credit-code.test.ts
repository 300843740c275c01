import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { creditCheckCharacter, creditCodeStanding, organisationCheckCharacter } from '../../src/handover/credit-code.js';
import { makeCreditCode } from './make-code.js';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** The score list of 胶州 2018 (DOMAIN.md, 2.2). */
const JIAOZHOU = `913702816143139252 91370200797522673R 913702817255914261 913702817403808380 9137028167179100XT
91370281763606668K 91370281727810274K 91370281334070391X 91370281595285227X 913702816903175654 913702817240303529
91370200794008847T 91370281794024097F 91370281718016255F 91370281760271444Y 91370281794004053F 91370281766744222U
91370281718070921T 91370200747228775Y 91370281737281660W 913702815577492119 913702817940432206 91370200553989891L
9137028179404475XN 913702816143010787 91370281564745999L 91370281733490051R 913702817439684424 9137028167178263XF
91370281614315066L 913702815611579053 913702816143206077`.split(/\s+/);

describe('credit codes', () => {
  it('holds for every firm of the 胶州 list', () => {
    expect(JIAOZHOU).toHaveLength(32);
    for (const code of JIAOZHOU) {
      expect(creditCodeStanding(code), code).toBe('valid');
      expect(organisationCheckCharacter(code.slice(8, 16))).toBe(code[16]);
    }
  });

  it.each([
    ['91350100M0001TGQXM', '1'],
    ['91350211M0000XUF46', 'R'],
    ['91350203M0001FUE2P', 'J'],
    ['91350203M0001QAY9B', '9'],
  ])('doubts %s, which was issued though the check character should be %s', (code, computed) => {
    expect(creditCheckCharacter(code)).toBe(computed);
    expect(creditCodeStanding(code)).toBe('doubtful');
  });

  it('holds where only the inner check fails', () => {
    const inner = '91339901000000010';
    expect(organisationCheckCharacter(inner.slice(8, 16))).not.toBe('0');
    expect(creditCodeStanding(inner + creditCheckCharacter(inner))).toBe('valid');
  });

  it.each(['', '9137028161431392', '9137028161431392522', '91370281614313925I', '91370281614313925２', '91370281-14313925'])(
    'refuses %j, which is not 18 characters of the set',
    (code) => expect(creditCodeStanding(code)).toBe('invalid'),
  );

  it('notices any one character changed in a code', () => {
    fc.assert(
      fc.property(fc.nat({ max: 99_999_999 }), fc.nat({ max: 17 }), fc.constantFrom(...ALPHABET), (n, at, character) => {
        const code = makeCreditCode(n);
        const changed = code.slice(0, at) + character + code.slice(at + 1);
        if (changed === code) return;
        expect(creditCodeStanding(changed)).not.toBe('valid');
      }),
    );
  });
});
