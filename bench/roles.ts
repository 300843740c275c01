/**
 * Whether roles pay alike: the same list of 50 with grades and points, asked in turns by committee, evaluation office and tax
 * officer of a synthetic county whose enterprises all lie in the committee's zone. Prints a line a role: the first answer,
 * the median of those after it, and its ratio to the tax officer's.
 *
 *     node run.js roles [enterprises] [rounds]
 */
import { openBenchHub } from './bench-hub.js';
import { ZONE } from './county.js';
import { median } from './median.js';

const QUERY = `{ assessment(scheme: "example-ratio-2024", year: 2024) { grades(first: 50) { totalCount nodes {
  enterprise { creditCode name } state class rank rankedOf total indicators { id value points band } overrides { id } } } } }`;

const n = Number(process.argv[2] ?? 3_000);
const rounds = Number(process.argv[3] ?? 30);
const bench = await openBenchHub(n, [ZONE]);

try {
  const claims = {
    tax_officer: { role: 'tax_officer' },
    zone_committee: { role: 'zone_committee', zones: [ZONE], purpose: '亩均评价' },
    evaluation_office: { role: 'evaluation_office', purpose: '亩均评价' },
  };
  const ask = async (role: keyof typeof claims): Promise<number> => {
    const { data, ms } = await bench.ask(claims[role], QUERY);
    if (data.assessment.grades.nodes.length !== 50) throw new Error(`${role}: ${JSON.stringify(data).slice(0, 500)}`);
    return ms;
  };
  const roles = Object.keys(claims) as (keyof typeof claims)[];
  const first = new Map<string, number>();
  const took = new Map<string, number[]>(roles.map((role) => [role, []]));
  for (const role of roles) first.set(role, await ask(role));
  for (let round = 0; round < rounds; round += 1)
    for (const role of round % 2 ? roles : [...roles].reverse()) took.get(role)!.push(await ask(role));
  const officers = median(took.get('tax_officer')!);
  for (const role of roles) {
    const its = median(took.get(role)!);
    process.stdout.write(
      `${n} enterprises, ${role}: first ${first.get(role)!.toFixed(0)} ms, then ${its.toFixed(1)} ms, ratio ${(its / officers).toFixed(3)}\n`,
    );
  }
} finally {
  await bench.close();
}
