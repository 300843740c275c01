import type { SyntheticEnterprise } from '../grading/population-of.js';

/** The figures of a firm in a year, by fact, as the departments would hand them over. */
export type Figures = Readonly<Record<string, string>>;

export interface RandomFirm extends SyntheticEnterprise {
  /** What is a number, by year. */
  readonly figures: Readonly<Record<number, Figures>>;
}

/** Firms whose figures differ by several times, around what published methods take for ordinary, for a year and the one before. */
export function randomFirms(seed: number, count: number, year: number): readonly RandomFirm[] {
  const between = uniform(seed);
  const oneOf = <T>(...of: readonly T[]): T => of[Math.floor(between(0, of.length))]!;
  return Array.from({ length: count }, (_, at) => {
    const figures = { [year]: ordinary(between), [year - 1]: ordinary(between) };
    const register = {
      'enterprise.industry': oneOf('30', '17', '35'),
      'enterprise.industry_group': oneOf('甲', '乙'),
      'enterprise.zone': oneOf('339901001', '339901002'),
      'enterprise.established': '2005-01-01',
      'statistics.above_scale': oneOf(true, false),
    };
    return {
      creditCode: `E${String(at).padStart(3, '0')}`,
      figures,
      facts: { [year]: { ...figures[year], ...register }, [year - 1]: { ...figures[year - 1]! } },
    };
  });
}

function ordinary(between: (low: number, high: number) => number): Figures {
  const area = between(1, 20);
  const staff = area * between(4, 8);
  const tax = area * between(3, 20);
  const added = staff * between(8, 24);
  const revenue = area * between(100, 500);
  const emitted = added / Math.exp(between(6, 8.7));
  const figures = {
    'land.used_area': area,
    'land.owned_area': area,
    'land.tenants': Math.floor(between(0, 3)),
    leased_building_area: between(0, 5000),
    'employment.average_staff': staff,
    'tax.vat_net': tax,
    'tax.corporate_income': tax * between(0.05, 0.3),
    'tax.export_credit': tax * between(0.01, 0.1),
    'tax.refund_on_levy': tax * between(0.01, 0.1),
    'tax.property': tax * between(0.01, 0.1),
    'tax.land_use': tax * between(0.01, 0.1),
    'tax.other': tax * between(0.01, 0.1),
    'tax.returned': tax * between(0.01, 0.1),
    'statistics.value_added': added,
    'statistics.energy': added / between(1, 4),
    'statistics.revenue': revenue,
    'statistics.rd_expense': revenue * between(0.01, 0.06),
    retrofit_investment: area * between(1, 30),
    'utilities.electricity': tax / between(0.1, 0.5),
    'utilities.water': added / between(0.05, 0.2),
    'emissions.equivalent': emitted,
    'emissions.cod': emitted * between(0.1, 0.9),
    'emissions.so2': emitted * between(0.1, 0.9),
  };
  return Object.fromEntries(Object.entries(figures).map(([fact, size]) => [fact, size.toFixed(fact === 'land.tenants' ? 0 : 6)]));
}

/** Numbers that come the same for the same seed (a linear congruential generator). */
function uniform(seed: number): (low: number, high: number) => number {
  let state = seed;
  return (low, high) => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return low + ((high - low) * state) / 2 ** 32;
  };
}
