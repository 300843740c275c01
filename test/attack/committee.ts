import { grade } from '../../src/grading/grade.js';
import { amendScheme } from '../../src/policy/amend.js';
import { setsFor } from '../../src/policy/treatment-match.js';
import { EVENT_DEFINITIONS, FACTS } from '../policy/vocabulary.js';
import type { CountyHub } from './county-hub.js';
import { known } from './interval.js';
import type { Firm } from './random-county.js';
import { Solver, type Clue, type Evidence } from './solver.js';
import { saidByAll, saidByScheme, type Decided } from './told-conditions.js';

/** What a committee may read of its enterprises' own numbers. */
const SEEN = ['land.used_area', 'employment.average_staff'];

interface AskedAssessment {
  readonly groups: readonly { readonly id: string; readonly benchmarks: readonly { readonly indicator: string; readonly value: string | null; readonly holders: number | null }[] }[];
  readonly grades: { readonly nodes: readonly (Omit<Clue, 'creditCode' | 'said'> & Decided & { readonly enterprise: { readonly creditCode: string } })[] };
}

const FIELDS = `groups { id benchmarks { indicator value holders } }
  grades(first: 500) { nodes { enterprise { creditCode } group state rank rankedOf initialClass total indicators { id band benchmark points } overrides { id } treatments { id } } }`;

interface AskedWhatIf {
  readonly amended: { readonly groups: readonly { readonly id: string; readonly classes: readonly { readonly class: string; readonly count: number | null }[] }[] };
  readonly matrix: readonly { readonly from: string; readonly to: string; readonly count: number | null }[];
}

/** Weights and shares that a committee may try, each with its place in the scheme; the hub says which it takes. */
export type Tried = readonly { readonly shift: readonly number[]; readonly best: number }[];

/**
 * Asks what if, again and again, at other weights and shares of ranks, and notes which classes the counts leave possible
 * for each enterprise: those of its class that some enterprise goes to, in a class that its group has.
 */
export async function askedWhatIf(hub: CountyHub, zones: readonly string[], evidence: readonly Evidence[], tried: Tried): Promise<{ evidence: Evidence[]; wrong: string[] }> {
  const found: Evidence[] = [];
  const wrong: string[] = [];
  for (const { scheme, clues, benchmarks } of evidence) {
    for (const [at, { shift, best }] of tried.entries()) {
      const amendments = scheme.groups.flatMap(({ id, indicators, classes }) => [
        ...indicators.map((each, index) => ({ path: `groups/${id}/indicators/${each.id}/weight`, value: String(Math.max(1, Math.round(each.weight!.toNumber() * shift[index % shift.length]!))) })),
        ...(classes?.by === 'rank_share' ? [{ path: `groups/${id}/classes/upto/A`, value: `${best}%` }] : []),
      ]);
      const written = amendments.map(({ path, value }) => `{ path: "${path}", value: "${value}" }`).join(' ');
      const data = (await hub.ask({ role: 'zone_committee', zones }, `{ whatIf(scheme: "${scheme.id}", year: 2024, amendments: [${written}]) { amended { groups { id classes { class count } } } matrix { from to count } } }`)) as { whatIf: AskedWhatIf | null };
      if (!data.whatIf) continue;
      const changed = amendScheme(hub.textOf(scheme), amendments, { file: 'f', facts: FACTS, events: EVENT_DEFINITIONS });
      if ('problems' in changed) throw new Error('the hub took an amendment that is none');
      const { amended, matrix } = data.whatIf;
      const finals = new Map(grade(changed.scheme, hub.population).results.map(({ creditCode, final }) => [creditCode, final]));
      const narrowed = clues.map((clue): Clue => {
        const of = amended.groups.find(({ id }) => id === clue.group)?.classes.map((each) => each.class) ?? [];
        const to = matrix.filter(({ from, count }) => from === clue.initialClass && count !== 0).map((cell) => cell.to);
        const possible = of.filter((name) => to.includes(name));
        if (clue.group && !possible.includes(finals.get(clue.creditCode) ?? '')) wrong.push(`${clue.creditCode} is none of ${possible.join()}`);
        return { ...clue, rank: null, initialClass: null, total: null, indicators: null, possible };
      });
      found.push({ scheme: changed.scheme, variant: `${scheme.id} ${at}`, clues: narrowed, benchmarks });
    }
  }
  return { evidence: found, wrong };
}

export interface AskedThen {
  readonly asOf: Date;
  readonly name: string;
  readonly later: readonly { readonly name: string; readonly others: ReadonlyMap<string, readonly string[]> }[];
}

/**
 * Asks for everything about single enterprises that the schemes in force give a committee of these zones.
 * @param then as of a moment, by what name, and which facts of which enterprises were others later, the latest first; now unless told
 */
export async function asked(hub: CountyHub, zones: readonly string[], then?: AskedThen): Promise<Evidence[]> {
  const evidence: Evidence[] = [];
  for (const scheme of hub.schemes) {
    const moment = then ? `, asOf: "${then.asOf.toISOString()}"` : '';
    const { data, withheld } = (await hub.told({ role: 'zone_committee', zones }, `{ assessment(scheme: "${scheme.id}", year: 2024${moment}) { ${FIELDS} } }`)) as { data: { assessment: AskedAssessment | null }; withheld: readonly string[] };
    if (!data.assessment) continue;
    const { groups, grades } = data.assessment;
    evidence.push({
      scheme,
      ...(then ? { variant: `${scheme.id}${then.name}` } : {}),
      clues: grades.nodes.map(({ enterprise, ...clue }) => ({
        ...{ ...clue, ...enterprise, ...(then ? { then: { name: then.name, later: then.later.map(({ name, others }) => ({ name, others: others.get(enterprise.creditCode) ?? [] })) } } : {}), saidByScheme: saidByScheme(scheme, clue) },
        said: saidByAll(scheme, setsFor(hub.treatments, scheme), clue, { others: grades.nodes, withheld }),
      })),
      benchmarks: new Map(groups.flatMap(({ id, benchmarks }) => benchmarks.flatMap(({ indicator, value, holders }) => (value === null ? [] : [[`${id} ${indicator}`, { value: Number(value), holders }] as const])))),
    });
  }
  return evidence;
}

/**
 * The departments' amounts, and the ratios of them, that the evidence gives away within 5 % and that classes alone, which a
 * grant on record waives, do not; it also says where the solver is wrong.
 */
export function recovered(firms: readonly Firm[], evidence: readonly Evidence[]): { found: string[]; waived: string[]; wrong: string[]; tried: number } {
  const given = new Map(firms.flatMap(({ creditCode, amounts }) => SEEN.map((fact) => [String(`${creditCode} ${fact}`), amounts[fact]!.toNumber()] as const)));
  const solver = new Solver(evidence, given);
  const waived = new Solver(evidence.map(classesAlone), given);
  const withheld = solver.names().filter((name) => !given.has(name) && !/ (points|total) /.test(name));
  const truth = (name: string) => {
    const [code, top, , bottom] = name.split(' ');
    const { amounts } = firms.find(({ creditCode }) => creditCode === code)!;
    return bottom ? amounts[top!]!.over(amounts[bottom]!).toNumber() : amounts[top!]!.toNumber();
  };
  return {
    found: withheld.filter((name) => known(solver.of(name)) && !known(waived.of(name))),
    waived: withheld.filter((name) => known(waived.of(name))),
    wrong: withheld.filter((name) => truth(name) < solver.of(name).low * (1 - 1e-5) || truth(name) > solver.of(name).high * (1 + 1e-5)),
    tried: withheld.length,
  };
}

/** What classes by score, states and overrides say, and nothing else. */
function classesAlone({ clues, ...rest }: Evidence): Evidence {
  return { ...rest, clues: clues.map((clue) => ({ ...clue, rank: null, rankedOf: null, total: null, said: clue.saidByScheme ?? [], indicators: clue.indicators?.map((each) => ({ ...each, band: null, points: null })) ?? null })) };
}
