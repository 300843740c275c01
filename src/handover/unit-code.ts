/** 不动产单元代码 (GB/T 37346-2019): 28 characters, the first 19 of which are the parcel (DOMAIN.md, 7.2). */
const SHAPE = /^\d{12}[A-Z]{2}\d{5}[A-Z]\d{8}$/;

const PARCEL = /^\d{12}[A-Z]{2}\d{5}$/;

/** Whether a folded, upper-cased text is the code of a parcel. */
export function isParcelCode(text: string): boolean {
  return PARCEL.test(text);
}

/** The codes of parcels that semicolons join; undefined where one is none. */
export function parcelCodesIn(folded: string): readonly string[] | undefined {
  const codes = folded
    .split(';')
    .map((code) => code.trim())
    .filter((code) => code !== '');
  return codes.length > 0 && codes.every(isParcelCode) ? codes : undefined;
}

/** Whether a folded, upper-cased text is a unit code. */
export function isUnitCode(text: string): boolean {
  return SHAPE.test(text);
}

/** The parcel that a unit stands on: the first 19 characters. */
export function parcelOf(unitCode: string): string {
  return unitCode.slice(0, 19);
}
