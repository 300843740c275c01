import { grade } from '../../src/grading/grade.js';
import type { IndicatorResult } from '../../src/grading/assessment.js';
import type { Scheme } from '../../src/grading/scheme.js';
import { setsFor } from '../../src/policy/treatment-match.js';
import { populationOf } from '../grading/population-of.js';
import type { CountyHub } from './county-hub.js';
import { known, type Interval } from './interval.js';
import { OfficerSolver, pointsName, valueName, type OfficerClue, type OfficerEvidence } from './officer-solver.js';
import { rangeOf } from './points-known.js';
import { SIZES, type Firm } from './random-county.js';
import { nameBefore, yearBefore } from './random-method.js';
import { saidByAll, saidByScheme, type Decided, type Said } from './told-conditions.js';

/** What a tax officer may read of enterprises' own numbers. */
const SEEN = ['tax.vat_net', 'land.used_area', 'land.tenants'];
/** What the grant for totals says that totals may give back: it is reckoned with as if it were read. */
const GIVEN_BACK = ['utilities.electricity'];

interface AskedAssessment {
  readonly groups: readonly { readonly id: string; readonly benchmarks: readonly { readonly indicator: string; readonly value: string | null; readonly holders: number | null }[] }[];
  readonly grades: { readonly nodes: readonly (Omit<OfficerClue, 'creditCode' | 'said'> & Decided & { readonly enterprise: { readonly creditCode: string } })[] };
  readonly ordered: { readonly nodes: readonly { readonly enterprise: { readonly creditCode: string }; readonly total: string | null }[] } | null;
}

const FIELDS = `groups { id benchmarks { indicator value holders } }
  grades(first: 500) { nodes { enterprise { creditCode } group state rank initialClass total overrides { id } treatments { id } indicators { id band benchmark value points } nextClass { class pointsNeeded paths { indicator valueNeeded } } } }
  ordered: grades(first: 500, orderBy: TOTAL_DESC) { nodes { enterprise { creditCode } total } }`;

/** Asks for everything about single enterprises that the schemes give a tax officer. @param asOf now unless told @param year whose figures have names of their own if it is the year before */
export async function officerAsked(hub: CountyHub, asOf?: Date, year = 2024): Promise<OfficerEvidence[]> {
  const evidence: OfficerEvidence[] = [];
  for (const scheme of hub.schemes) {
    const moment = asOf ? `, asOf: "${asOf.toISOString()}"` : '';
    const { data, withheld } = (await hub.told({ role: 'tax_officer' }, `{ assessment(scheme: "${scheme.id}", year: ${year}${moment}) { ${FIELDS} } }`)) as { data: { assessment: AskedAssessment | null }; withheld: readonly string[] };
    if (!data.assessment) continue;
    const { groups, grades, ordered } = data.assessment;
    const said = (clue: Decided) => saidByAll(scheme, setsFor(hub.treatments, scheme), clue, { others: grades.nodes, withheld });
    const rows = ordered?.nodes ?? [];
    // The order says that who has no total comes last, by credit code.
    const last = rows.findLastIndex(({ total }) => total !== null);
    const isBefore = year < 2024;
    const called = (code: string) => (isBefore ? nameBefore(code) : code);
    evidence.push({
      scheme: asOf || isBefore ? { ...scheme, id: `${scheme.id} ${isBefore ? 'before' : 'then'}` } : scheme,
      isBefore,
      clues: grades.nodes.map(({ enterprise, ...clue }) => ({ ...clue, creditCode: called(enterprise.creditCode), said: said(clue), saidByScheme: saidByScheme(scheme, clue) })),
      byTotal: rows.slice(0, last + 1).map(({ enterprise }) => called(enterprise.creditCode)),
      benchmarks: new Map(groups.flatMap(({ id, benchmarks }) => benchmarks.flatMap(({ indicator, value, holders }) => (value === null ? [] : [[`${id} ${indicator}`, { value: Number(value), holders }] as const])))),
    });
  }
  return evidence;
}

export interface Recovered {
  /** Withheld amounts, ratios and points that are given away within 5 %, and that classes alone, which a grant on record waives, do not. */
  readonly found: string[];
  /** Where the solver is wrong. */
  readonly wrong: string[];
  readonly tried: number;
  /** How many totals were told. */
  readonly totals: number;
}

/** What the evidence gives away of what a tax officer may not see. */
export function recoveredByOfficer(ofNow: readonly Firm[], evidence: readonly OfficerEvidence[]): Recovered {
  const ofBefore = evidence.some(({ isBefore }) => isBefore) ? yearBefore(ofNow) : [];
  const firms = [...ofNow, ...ofBefore];
  const given = new Map<string, number>(firms.flatMap(({ creditCode, amounts }) => [...SEEN, ...GIVEN_BACK].flatMap((fact) => (amounts[fact] ? [[`${creditCode} ${fact}`, amounts[fact].toNumber()] as const] : []))));
  const truth = new Map<string, number>(firms.flatMap(({ creditCode, amounts }) => Object.entries(amounts).map(([fact, amount]) => [`${creditCode} ${fact}`, amount.toNumber()] as const)));
  const extras = new Map<string, number>();
  const open = new Set<string>();
  const misled = new Set<string>();
  const ends: (Interval & { readonly name: string })[] = [];
  for (const { scheme, clues, isBefore } of evidence) {
    const { results } = grade(scheme, populationOf(2024, isBefore ? ofBefore : ofNow));
    for (const { group } of results.filter(({ indicators }) => indicators.some(({ value, indicator }) => !value && indicator.missing.rule === 'group_mean'))) {
      for (const each of results) if (each.group === group) misled.add(each.creditCode);
    }
    for (const { creditCode, extrasSum, indicators } of results) {
      extras.set(`${creditCode} ${scheme.id}`, extrasSum.toNumber());
      ends.push(...indicators.map(({ indicator }) => ({ name: pointsName(creditCode, scheme, indicator), ...rangeOf(indicator) })));
      const told = clues.find((clue) => clue.creditCode === creditCode)?.indicators ?? [];
      for (const each of indicators) {
        const names = [valueName(creditCode, each.indicator), pointsName(creditCode, scheme, each.indicator)] as const;
        if (each.value) truth.set(names[0], each.value.toNumber());
        // At the ends of their range points say that a value is at least, or at most, so much.
        if (each.value && isInside(each)) truth.set(names[1], each.points!.toNumber());
        if (told.find(({ id }) => id === each.id)?.value || isGivenBack(each)) names.forEach((name) => open.add(name));
      }
    }
  }
  // A comparison with something missing is false on both sides.
  const comparedOf = (code: string, said: readonly Said[] = []) => said.filter(([figure]) => truth.has(`${code} ${figure}`));
  const there = evidence.map(({ clues, ...rest }) => ({ ...rest, clues: clues.map((clue) => ({ ...clue, said: comparedOf(clue.creditCode, clue.said), saidByScheme: comparedOf(clue.creditCode, clue.saidByScheme) })) }));
  const extrasOf = (code: string, { id }: Scheme) => extras.get(`${code} ${id}`)!;
  const solver = new OfficerSolver(there, given, extrasOf);
  const waived = new OfficerSolver(there.map(classesAlone), given, extrasOf);
  const isWhole = (code: string) => firms.some(({ creditCode, amounts }) => creditCode === code && Object.keys(SIZES).every((fact) => amounts[fact]));
  const withheld = [...truth.keys()].filter((name) => !given.has(name) && !open.has(name));
  return {
    found: withheld.filter((name) => known(solver.of(name)) && isMet(truth.get(name)!, solver.of(name)) && !known(waived.of(name)) && !ends.some((range) => range.name === name && mayEnd(solver.of(name), range))),
    // Who guesses counts on values that are there: of who lacks one, that misleads, and of others whose mean stands in for it.
    wrong: withheld.filter((name) => !name.includes('growth') && isWhole(name.split(' ')[0]!) && !misled.has(name.split(' ')[0]!) && (truth.get(name)! < solver.of(name).low * (1 - 1e-5) || truth.get(name)! > solver.of(name).high * (1 + 1e-5))),
    tried: withheld.length,
    totals: evidence.flatMap(({ clues }) => clues).filter(({ total }) => total !== null).length,
  };
}

/** Whether who says the middle is right within 5 %: who is misled, by values that are not there, may be sure of another number. */
function isMet(truth: number, { low, high }: Interval): boolean {
  return Math.abs((low + high) / 2 - truth) <= 0.05 * Math.abs(truth);
}

/** What classes by score, states and overrides say beside what is seen, and nothing else. */
function classesAlone({ clues, ...rest }: OfficerEvidence): OfficerEvidence {
  return { ...rest, byTotal: [], benchmarks: new Map(), clues: clues.map((clue) => ({ ...clue, rank: null, total: null, said: clue.saidByScheme ?? [], nextClass: null, indicators: clue.indicators.map((each) => ({ ...each, band: null })) })) };
}

/** Points that may stand at an end of their range say of a figure that it is at least, or at most, so much. */
function mayEnd({ low, high }: Interval, range: Interval): boolean {
  return low <= range.low * (1 + 1e-6) + 1e-6 || high >= range.high * (1 - 1e-6) - 1e-6;
}

function isGivenBack({ indicator: { numerator, denominator } }: IndicatorResult): boolean {
  return [numerator, ...(denominator ? [denominator] : [])].every(({ fact, year }) => year === 0 && [...SEEN, ...GIVEN_BACK].includes(fact));
}

function isInside({ indicator, points }: IndicatorResult): boolean {
  const { low, high } = rangeOf(indicator);
  // Of the other families, points say where a value stands among others that are not told.
  return ['ratio', 'best'].includes(indicator.points!.family) && points!.toNumber() > low * (1 + 1e-9) + 1e-9 && points!.toNumber() < high * (1 - 1e-9);
}
