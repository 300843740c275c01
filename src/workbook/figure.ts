/** Digits that a spreadsheet's number holds exactly. */
export const EXACT_DIGITS = 15;
// A leading zero is a code.
const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?$/;

/** Whether a spreadsheet's number holds all the digits of a text: any more, and the last ones would become zeros. */
export function isExactFigure(text: string): boolean {
  return NUMBER.test(text) && text.replace(/^-?0*\.?0*|\D/g, '').length <= EXACT_DIGITS;
}

/** How many decimals a figure is written with. */
export function decimalsOf(digits: string): number {
  const point = digits.indexOf('.');
  return point < 0 ? 0 : digits.length - point - 1;
}
