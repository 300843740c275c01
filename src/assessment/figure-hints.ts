import { pieceAt, type Span } from '../access/span.js';
import type { Tie } from '../access/told-figures.js';
import type { EnterpriseResult } from '../grading/assessment.js';
import type { Rational } from '../grading/rational.js';
import type { Group } from '../grading/scheme.js';
import { bandPiece, type BandPiece } from './band-piece.js';
import { figureBehind, figureName, isSeen, type FigureBehind, type Sees } from './figure-behind.js';
import { askedIn, conditionsOf, cutBy, saidByThresholds, type Asked, type KnownFigures, type SaidOfFigure } from './figure-thresholds.js';
import { isFurther, type BesideFurther } from './further.js';
import { bearsOnAnotherYear } from './other-years.js';
import { ratioTie } from './ratio-tie.js';
import type { SeenAssessment } from './seen.js';
import { seesOf, sightOfRows } from './sight.js';
import { treatmentConditions } from './told-treatments.js';
import { saidByTreatments } from './treated-figures.js';
import { classSpan, totalTie, type Behind, type Parts } from './total-tie.js';

/** One indicator of an enterprise under one of the schemes. */
export type BehindOf = Behind & { readonly of: SeenAssessment };

/** The band of an indicator as a hint on the figure behind it, in the unit of that figure. */
export type BandHint = BehindOf & BandPiece;

/** All that may be told of the figures of one enterprise. */
export interface FigureHints extends Parts {
  readonly behind: readonly BehindOf[];
  /** The figures that conditions may name, by name. */
  readonly figures: KnownFigures;
  /** What conditions say in any case. */
  readonly said: readonly SaidOfFigure[];
  /** What the conditions of schemes say among that. */
  readonly saidBySchemes: readonly SaidOfFigure[];
  /** What treatments say among that; undefined where those of the enterprise may not be told. */
  readonly treated: readonly SaidOfFigure[] | undefined;
  /** Whether they may be told under all of the schemes. */
  readonly treatedTogether: boolean;
  readonly bands: readonly BandHint[];
  /** What ties the figures together: ratios and totals. */
  readonly ties: readonly Tie[];
  readonly ratios: readonly Tie[];
}

/** Between what classes say that the total of an enterprise lies. */
type ClassesSay = (of: SeenAssessment, result: EnterpriseResult) => Span | undefined;

/** What is told of single enterprises, as far as it differs from one to the other. */
export interface ToldOfRows {
  /** The rows whose treatments are not told because of what ranks say. */
  readonly untreated?: ReadonlySet<number>;
  /** The groups of each assessment whose totals are told. */
  readonly totals?: ReadonlyMap<SeenAssessment, ReadonlySet<Group>>;
  /** Whose indicators name figures besides, of which nothing more is told. */
  readonly naming?: readonly SeenAssessment[];
}

/** @param all the assessments under every scheme that the viewer may ask for */
export function figureHints(all: readonly SeenAssessment[], row: number, beside: BesideFurther, { untreated, totals, naming = [] }: ToldOfRows = {}): FigureHints {
  const sees = beside.kept(beside.viewer, 'sees', () => seesOf(beside));
  const behind = all.flatMap((of) => behindOf(of, row, sees));
  const figures = figuresOf([...behind, ...naming.flatMap((of) => behindOf(of, row, sees))]);
  const ratios = behind.flatMap(({ of, result, figure }) => ratioTie(of, result, figure) ?? []);
  const seen = new Set(all.flatMap((of) => (of.assessment.results[row]?.indicators ?? []).filter(({ indicator }) => isSeen(of, indicator, sees))));
  const ties = [...ratios, ...totalTies(all, row, { behind, seen }, (of, result) => (result.group && totals?.get(of)?.has(result.group) ? exactly(result.total) : classSpan(result)))];
  const bySchemes = all.flatMap((each) => saidByThresholds(each, row, thresholdsOfScheme(each, beside), figures, sees));
  const cut = cutBy(all.flatMap((each) => thresholdsOfTreatments(each, beside).map((asked) => [each, asked] as const)), figures, sees);
  // Treatments ask about a member's own figures, grades about those of the unit that it is evaluated with.
  const isMember = (all[0]!.assessment.results[row]?.unit?.length ?? 0) > 1;
  const isLeftOut = untreated?.has(row) || (isMember && cut.size > 0);
  const together = isLeftOut ? undefined : saidByTreatments(cut, bySchemes, ties);
  // Those told before do not give way to what the last scheme not in force says.
  const standing = together || isLeftOut ? [] : all.filter((each) => !isFurther(each, beside));
  const areTold = standing.length > 0 && standing.length < all.length && figureHints(standing, row, beside, { untreated, totals, naming: [...naming, ...all] }).treated !== undefined;
  const treated = together ?? (areTold ? [...cut].map(([name, { at, edges }]) => ({ name, span: pieceAt(edges, at) })) : undefined);
  const said = [...bySchemes, ...(treated ?? [])];
  // Where one indicator makes the rank, ranks order its figure: what else is told of the neighbours would close in on it.
  const ordered = new Set(all.flatMap((each) => orderedFigure(each, behind, row)).filter((name) => all.length > 1 || said.some((its) => its.name === name)));
  const bands = (sightOfRows(beside) === 'BANDS' ? behind : []).flatMap((each): BandHint[] => {
    const leftOut = ordered.has(each.figure.name) || isAcrossYears(each, beside);
    const piece = leftOut ? undefined : bandPiece(each.result, each.figure.figureOf);
    return piece ? [{ ...each, ...piece }] : [];
  });
  return { behind, seen, figures, said, saidBySchemes: bySchemes, treated, treatedTogether: together !== undefined, bands, ties, ratios };
}

/** The same of any row, worked out once a row. */
export function hintsByRow(all: readonly SeenAssessment[], beside: BesideFurther, told: ToldOfRows): (row: number) => FigureHints {
  const known = new Map<number, FigureHints>();
  return (row) => {
    const found = known.get(row) ?? figureHints(all, row, beside, told);
    known.set(row, found);
    return found;
  };
}

/** What classes by score say of an enterprise's figures. @param span between what a class says that the total lies; its own unless told */
export function totalTies(all: readonly SeenAssessment[], row: number, parts: Parts, span: ClassesSay = (_, result) => classSpan(result)): readonly Tie[] {
  return all.flatMap((of) => totalTie(of.assessment.results[row]!, parts, (result) => span(of, result)) ?? []);
}

function exactly(total: Rational | undefined): Span | undefined {
  return total && { low: total.toNumber(), high: total.toNumber() };
}

function behindOf(of: SeenAssessment, row: number, sees: Sees): BehindOf[] {
  return (of.assessment.results[row]?.indicators ?? []).flatMap((result) => {
    const figure = figureBehind(of, result, sees);
    return figure ? [{ of, result, figure }] : [];
  });
}

/** The figures of an enterprise that conditions may name: those behind its indicators, and the facts and sums that these are made of. */
function figuresOf(behind: readonly BehindOf[]): KnownFigures {
  const values = behind.map(({ figure }) => [figure.name, figure.at] as const);
  const operands = behind.flatMap(({ of, result: { indicator, numerator, denominator } }) => {
    const { derived } = of.assessment.scheme;
    const parts = [[indicator.numerator, numerator] as const, [indicator.denominator, denominator] as const];
    return parts.flatMap(([operand, value]) => (operand && value && !indicator.growth ? [[figureName(derived, operand), value.toNumber()] as const] : []));
  });
  // As reported, where it is: what is worked out of a ratio may lie on the other side of a threshold.
  return new Map([...values, ...operands]);
}

/** The thresholds of the conditions that are told by what they bring about: of the scheme, and of treatments. */
export function thresholdsTold(of: SeenAssessment, beside: BesideFurther): readonly Asked[] {
  return [...thresholdsOfScheme(of, beside), ...thresholdsOfTreatments(of, beside)];
}

function thresholdsOfScheme(of: SeenAssessment, beside: BesideFurther): readonly Asked[] {
  const { scheme } = of.assessment;
  return beside.kept(of, 'thresholds of scheme', () => askedIn(conditionsOf(scheme).map((condition) => [condition, scheme.derived] as const)));
}

function thresholdsOfTreatments(of: SeenAssessment, beside: BesideFurther): readonly Asked[] {
  return beside.kept(of, 'thresholds of treatments', () => askedIn(treatmentConditions(of, beside)));
}

function isAcrossYears({ of, result: { indicator } }: BehindOf, beside: BesideFurther): boolean {
  const across = beside.kept(of, 'indicators across years', () => new Set(of.assessment.scheme.groups.flatMap(({ indicators }) => indicators.filter((each) => bearsOnAnotherYear(of, each, beside)))));
  return across.has(indicator);
}

function orderedFigure({ assessment }: SeenAssessment, behind: readonly BehindOf[], row: number): string[] {
  const { group, indicators } = assessment.results[row]!;
  const found: { readonly figure: FigureBehind } | undefined = group?.indicators.length === 1 ? behind.find(({ result }) => result === indicators[0]) : undefined;
  return found ? [found.figure.name] : [];
}
