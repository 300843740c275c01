import type pg from 'pg';

/** The first zone of a bench's county. */
export const ZONE = '339901001';
export const YEAR = 2024;

/** A county made in the database itself, spread over some zones: the same enterprises for the same n. */
export async function makeCounty(pool: pg.Pool, n: number, zones: readonly string[]): Promise<void> {
  const of = (table: string, columns: string, values: string) =>
    pool.query(
      `insert into ${table} (${columns}, version, handover_id, line, raw) select ${values}, 1, 1, i, '[]'::jsonb from generate_series(1, $1::int) i`,
      [n],
    );
  const code = `'9133990' || lpad(i::text, 11, '0')`;
  const zone = `(array[${zones.map((each) => `'${each}'`).join()}])[1 + i % ${zones.length}]`;
  const random = (seed: number, size: number) =>
    `round((0.05 + 3 * ((i * ${seed}) % 9973) / 9973.0 * ((i * ${seed + 7}) % 997) / 997.0) * ${size}, 2)`;
  await pool.query(`insert into data_version (version, at) values (1, now())`);
  await of(
    'enterprise',
    'credit_code, name, folded_name, industry, industry_group, zone, town',
    `${code}, '企业' || i, '企业' || i, '3' || (i % 9), '组' || (i % 9), ${zone}, ${zone} || '001'`,
  );
  await of(
    'tax_payment',
    'credit_code, year, vat_net, export_credit, refund_on_levy, corporate_income, property, land_use, other, returned',
    `${code}, 2024, ${random(31, 120)}, 0, 0, ${random(37, 60)}, 1, 1, 0, 0`,
  );
  await of(
    'statistic',
    'credit_code, year, above_scale, revenue, value_added, rd_expense, energy, energy_calorific',
    `${code}, 2024, i % 3 = 0, ${random(41, 2400)}, ${random(43, 600)}, ${random(47, 60)}, ${random(53, 300)}, ${random(59, 200)}`,
  );
  await of(
    'emission',
    'credit_code, year, cod, ammonia, so2, nox',
    `${code}, 2024, ${random(61, 2)}, ${random(67, 1)}, ${random(71, 1)}, ${random(73, 1)}`,
  );
  await of('employment', 'credit_code, year, average_staff, insured', `${code}, 2024, 10 + i % 300, 8 + i % 250`);
  await of(
    'utility_account',
    'credit_code, account, year, electricity, water',
    `${code}, 'A' || i, 2024, ${random(79, 90000)}, ${random(83, 9000)}`,
  );
  await of(
    'land_parcel',
    'unit_code, holder_name, folded_holder_name, holder_id, area_mu, acquired',
    `'339901001001GB' || lpad((i % 100000)::text, 5, '0') || 'W' || lpad((i / 100000)::text, 8, '0'), '企业' || i, '企业' || i, ${code}, 3 + ${random(89, 15)}, '2010-01-01'`,
  );
  await pool.query('vacuum analyze');
}

/** The credit code of the enterprise of a number, counted from 1. */
export function creditCode(at: number): string {
  return `9133990${String(at).padStart(11, '0')}`;
}
