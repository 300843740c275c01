/** Whether a double is of a size that neither products nor quotients of two of them overflow or vanish. */
export function isOrdinary(value: number): boolean {
  const magnitude = Math.abs(value);
  return magnitude >= 1e-100 && magnitude <= 1e100;
}
