import type { Firm } from './random-county.js';
import type { CountyHub } from './county-hub.js';
import { known } from './interval.js';
import { Solver, type Clue, type Evidence } from './solver.js';

/** What a committee may read of its enterprises' own numbers. */
const SEEN = ['land.used_area', 'employment.average_staff'];

interface AskedAssessment {
  readonly groups: readonly { readonly id: string; readonly benchmarks: readonly { readonly indicator: string; readonly value: string | null; readonly holders: number | null }[] }[];
  readonly grades: { readonly nodes: readonly (Omit<Clue, 'creditCode'> & { readonly enterprise: { readonly creditCode: string } })[] };
}

const FIELDS = `groups { id benchmarks { indicator value holders } }
  grades(first: 500) { nodes { enterprise { creditCode } group rank rankedOf initialClass total indicators { id band benchmark points } } }`;

/** Asks for everything about single enterprises that the schemes in force give a committee of these zones. */
export async function asked(hub: CountyHub, zones: readonly string[]): Promise<Evidence[]> {
  const evidence: Evidence[] = [];
  for (const scheme of hub.schemes) {
    const data = (await hub.ask({ role: 'zone_committee', zones }, `{ assessment(scheme: "${scheme.id}", year: 2024) { ${FIELDS} } }`)) as { assessment: AskedAssessment | null };
    if (!data.assessment) continue;
    const { groups, grades } = data.assessment;
    evidence.push({
      scheme,
      clues: grades.nodes.map(({ enterprise, ...clue }) => ({ ...clue, ...enterprise })),
      benchmarks: new Map(groups.flatMap(({ id, benchmarks }) => benchmarks.flatMap(({ indicator, value, holders }) => (value === null ? [] : [[`${id} ${indicator}`, { value: Number(value), holders }] as const])))),
    });
  }
  return evidence;
}

/** The departments' amounts, and the ratios of them, that the evidence gives away within 5 %; it also says where the solver is wrong. */
export function recovered(firms: readonly Firm[], evidence: readonly Evidence[]): { found: string[]; wrong: string[]; tried: number } {
  const given = new Map(firms.flatMap(({ creditCode, amounts }) => SEEN.map((fact) => [String(`${creditCode} ${fact}`), amounts[fact]!.toNumber()] as const)));
  const solver = new Solver(evidence, given);
  const withheld = solver.names().filter((name) => !given.has(name) && !/ (points|total) /.test(name));
  const truth = (name: string) => {
    const [code, top, , bottom] = name.split(' ');
    const { amounts } = firms.find(({ creditCode }) => creditCode === code)!;
    return bottom ? amounts[top!]!.over(amounts[bottom]!).toNumber() : amounts[top!]!.toNumber();
  };
  return {
    found: withheld.filter((name) => known(solver.of(name))),
    wrong: withheld.filter((name) => truth(name) < solver.of(name).low * (1 - 1e-5) || truth(name) > solver.of(name).high * (1 + 1e-5)),
    tried: withheld.length,
  };
}
