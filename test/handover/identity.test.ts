import { describe, expect, it } from 'vitest';
import { foldCode, foldName } from '../../src/handover/fold.js';
import { identityKind } from '../../src/handover/identity.js';
import { isUnitCode, parcelOf } from '../../src/handover/unit-code.js';
import fc from 'fast-check';

describe('identity documents', () => {
  it.each([
    ['913702816143139252', 'creditCode'],
    ['91370281334070391X', 'creditCode'],
    ['91350211M0000XUF46', 'creditCode'],
    ['11010519491231002X', 'identityCard'],
    ['339901197001010000', 'identityCard'],
    ['339901700101000', 'identityCard'],
    ['339901001201', 'village'],
    ['T3399010001', 'temporaryTaxpayer'],
    ['T', 'unknown'],
    ['工号1', 'unknown'],
    ['', 'unknown'],
  ])('%s is of kind %s', (text, kind) => expect(identityKind(text)).toBe(kind));

  it('takes seventeen digits and one for a card even without a day of birth', () => {
    expect(identityKind('000000000000000019')).toBe('identityCard');
  });
});

describe('unit codes', () => {
  it('are 28 characters of one shape, the parcel being the first 19', () => {
    expect(isUnitCode('339901008003GB00001F00010001')).toBe(true);
    expect(parcelOf('339901008003GB00001F00010001')).toBe('339901008003GB00001');
    for (const text of ['3.31E+27', '339901008003gb00001F00010001', '339901008003GB00001F0001000', ''])
      expect(isUnitCode(text)).toBe(false);
  });
});

describe('folding', () => {
  it('makes full width half width and keeps everything else', () => {
    expect(foldCode('　９１（Ａ－％／，．）　')).toBe('91(A-%/,.)');
    expect(foldName(' 甲　乙（Ｓ） 公\t司\n')).toBe('甲乙(S)公司');
    expect(foldCode('〔2024〕①号')).toBe('〔2024〕①号');
  });

  it('is done once and for all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: fc.constantFrom('Ａ', '　', ' ', '１', '（', 'x') }), (a, b) => {
        expect(foldCode(foldCode(a + b))).toBe(foldCode(a + b));
        expect(foldName(foldName(a + b))).toBe(foldName(a + b));
      }),
    );
  });
});
