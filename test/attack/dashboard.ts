import type { CountyHub } from './county-hub.js';

/** How many of a key, or group, fall into each class, as a dashboard was told; null: not told. */
export interface Table {
  readonly name: string;
  readonly rows: readonly { readonly key: string; readonly sum: number | null; readonly counts: ReadonlyMap<string, number | null> }[];
}

interface Counted {
  readonly class: string;
  readonly count: number | null;
  readonly share: string | null;
}

const CLASSES = 'classes { class count share }';
const KEYS = ['ZONE', 'TOWN', 'INDUSTRY_GROUP'] as const;

/** Asks for every table of a scheme that a dashboard's documents give, all at one data version. */
export async function dashboardAsked(hub: CountyHub, scheme: string, role = 'dashboard', asOf?: Date): Promise<readonly Table[]> {
  const moment = asOf ? `, asOf: "${asOf.toISOString()}"` : '';
  const breakdowns = KEYS.map((key) => `${key}: breakdown(by: ${key}) { key graded ${CLASSES} }`).join(' ');
  const { assessment } = (await hub.ask({ role }, `{ assessment(scheme: "${scheme}", year: 2024${moment}) { groups { id ranked ${CLASSES} } ${breakdowns} } }`)) as {
    assessment: { groups: { id: string; ranked: number | null; classes: Counted[] }[] } & Record<(typeof KEYS)[number], { key: string | null; graded: number | null; classes: Counted[] }[]>;
  };
  if (!assessment) return [];
  return [
    { name: 'groups', rows: assessment.groups.map(({ id, ranked, classes }) => rowOf(id, ranked, classes)) },
    ...KEYS.map((key) => ({ name: key, rows: assessment[key].map((row) => rowOf(row.key ?? '', row.graded, row.classes)) })),
  ];
}

/** The sum of a row is told, or follows from a count and its share. */
function rowOf(key: string, told: number | null, classes: readonly Counted[]): Table['rows'][number] {
  const shared = classes.find(({ count, share }) => count && share);
  return { key, sum: told ?? (shared ? Math.round(shared.count! / Number(shared.share)) : null), counts: new Map(classes.map(({ class: name, count }) => [name, count])) };
}

/** The counts of one or two that the tables of a scheme give back together, though none was told. */
export function fewFound(tables: readonly Table[]): string[] {
  const bounds = new Map<string, { low: number; high: number }>();
  const of = (name: string) => bounds.get(name) ?? { low: 0, high: Infinity };
  let moved = true;
  const know = (name: string, low: number, high: number) => {
    const before = of(name);
    const now = { low: Math.max(before.low, low), high: Math.min(before.high, high) };
    if (now.low === before.low && now.high === before.high) return;
    bounds.set(name, now);
    moved = true;
  };
  /** A sum and its parts, each way. */
  const adds = (sum: string, parts: readonly string[]) => {
    const ends = parts.map(of);
    know(sum, ends.reduce((all, { low }) => all + low, 0), ends.reduce((all, { high }) => all + high, 0));
    const whole = of(sum);
    parts.forEach((part, at) => {
      const others = ends.filter((_, other) => other !== at);
      know(part, whole.low - others.reduce((all, { high }) => all + high, 0), whole.high - others.reduce((all, { low }) => all + low, 0));
    });
  };
  const classes = [...new Set(tables.flatMap(({ rows }) => rows.flatMap(({ counts }) => [...counts.keys()])))];
  for (let pass = 0; moved && pass < 200; pass += 1) {
    moved = false;
    for (const { name, rows } of tables) {
      for (const { key, sum, counts } of rows) {
        for (const each of classes) {
          // A class that is not listed does not occur.
          const count = counts.has(each) ? counts.get(each)! : 0;
          if (count !== null) know(`${name} ${key} ${each}`, count, count);
        }
        if (sum !== null) know(`${name} ${key}`, sum, sum);
        adds(`${name} ${key}`, classes.map((each) => `${name} ${key} ${each}`));
      }
      for (const each of classes) adds(`county ${each}`, rows.map(({ key }) => `${name} ${key} ${each}`));
      adds('county', rows.map(({ key }) => `${name} ${key}`));
    }
    adds('county', classes.map((each) => `county ${each}`));
  }
  return [...bounds].filter(([name, { low, high }]) => low === high && (low === 1 || low === 2) && name !== 'county').map(([name, { low }]) => `${name}: ${low}`);
}
