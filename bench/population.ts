import { arePositive } from '../src/grading/doubles.js';
import type { Column, PackedNumbers, Population } from '../src/grading/population.js';
import { Rational } from '../src/grading/rational.js';

/** The facts of the synthetic enterprises, with decimals and most frequent size. */
export const FACTS = [
  { id: 'tax.vat_net', decimals: 2, typical: 120 },
  { id: 'statistics.value_added', decimals: 2, typical: 600 },
  { id: 'statistics.revenue', decimals: 2, typical: 2400 },
  { id: 'statistics.rd_expense', decimals: 2, typical: 60 },
  { id: 'statistics.energy', decimals: 3, typical: 300 },
  { id: 'emissions.cod', decimals: 4, typical: 2 },
  { id: 'employment.average_staff', decimals: 0, typical: 80 },
  { id: 'land.used_area', decimals: 4, typical: 15 },
] as const;

/** Two digits of GB/T 4754: manufacturing. */
export const INDUSTRIES = Array.from({ length: 31 }, (_, at) => String(13 + at));

/** What the enterprises have, in columns: numbers as doubles, industries as codes; NaN is missing. */
export interface SyntheticColumns {
  readonly n: number;
  readonly numbers: ReadonlyMap<string, Float64Array>;
  readonly industries: Uint16Array;
}

/** The same enterprises for the same n on every machine. About one number in thirty is missing, land never. */
export function syntheticColumns(n: number): SyntheticColumns {
  const random = lehmer(20241231);
  const industries = Uint16Array.from({ length: n }, () => Math.floor(random() * INDUSTRIES.length));
  const numbers = new Map<string, Float64Array>(
    FACTS.map(({ id, decimals, typical }) => {
      const scale = 10 ** decimals;
      const values = new Float64Array(n);
      for (let row = 0; row < n; row += 1) {
        const size = typical * (0.05 + 3 * random() * random());
        values[row] = random() < 1 / 30 && id !== 'land.used_area' ? NaN : Math.max(Math.round(size * scale), 1) / scale;
      }
      return [id, values];
    }),
  );
  return { n, numbers, industries };
}

/** The columns as the engine takes them. A decimal of up to 15 digits is the shortest text of its double, exactly. */
export function populationOf({ n, numbers, industries }: SyntheticColumns): Population {
  const columns = new Map<string, Column>([['enterprise.industry_group', packedTexts(industries)]]);
  for (const [id, doubles] of numbers) columns.set(id, packedNumbers(doubles));
  return {
    year: 2024,
    creditCodes: Array.from({ length: n }, (_, row) => creditCode(row)),
    column: (id, year) => (year === 2024 ? columns.get(id) : undefined),
    events: [],
    tenure: { holdings: [], leases: [] },
  };
}

/** An identifier as long as a credit code. */
export function creditCode(row: number): string {
  return (913300000000000000n + BigInt(row)).toString();
}

function packedNumbers(doubles: Float64Array): Column {
  const exact = (row: number): Rational | undefined => (Number.isNaN(doubles[row]) ? undefined : Rational.from(String(doubles[row])));
  const packed: PackedNumbers = { doubles, exact, arePositive: arePositive(doubles) };
  return {
    kind: 'number',
    packed,
    get values() {
      return Array.from(doubles, (_, row) => exact(row));
    },
  };
}

function packedTexts(codes: Uint16Array): Column {
  return {
    kind: 'text',
    packed: { texts: INDUSTRIES, codes },
    get values() {
      return Array.from(codes, (code) => INDUSTRIES[code]);
    },
  };
}

function lehmer(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}
