import type { Span } from '../access/span.js';
import type { Tie } from '../access/told-figures.js';
import type { EnterpriseResult } from '../grading/assessment.js';
import { bandPiece, type BandPiece } from './band-piece.js';
import { figureBehind, figureName, type FigureBehind } from './figure-behind.js';
import { askedIn, conditionsOf, cutBy, saidByThresholds, type Asked, type KnownFigures, type SaidOfFigure } from './figure-thresholds.js';
import { bearsOnAnotherYear } from './other-years.js';
import { ratioTie } from './ratio-tie.js';
import type { SeenAssessment } from './seen.js';
import { treatmentConditions, type BesideTreatments } from './told-treatments.js';
import { saidByTreatments } from './treated-figures.js';
import { classSpan, totalTie, type Behind } from './total-tie.js';

/** One indicator of an enterprise under one of the schemes. */
export type BehindOf = Behind & { readonly of: SeenAssessment };

/** The band of an indicator as a hint on the figure behind it, in the unit of that figure. */
export type BandHint = BehindOf & BandPiece;

/** All that may be told of the figures of one enterprise. */
export interface FigureHints {
  readonly behind: readonly BehindOf[];
  /** The figures that conditions may name, by name. */
  readonly figures: KnownFigures;
  /** What conditions say in any case. */
  readonly said: readonly SaidOfFigure[];
  /** What treatments say among that; undefined where those of the enterprise may not be told. */
  readonly treated: readonly SaidOfFigure[] | undefined;
  readonly bands: readonly BandHint[];
  /** What ties the figures together: ratios and totals. */
  readonly ties: readonly Tie[];
  readonly ratios: readonly Tie[];
}

/** Between what classes say that the total of an enterprise lies. */
type ClassesSay = (of: SeenAssessment, result: EnterpriseResult) => Span | undefined;

/**
 * @param all the assessments under every scheme that the viewer may ask for
 * @param untreated the rows whose treatments are not told because of what ranks say
 */
export function figureHints(all: readonly SeenAssessment[], row: number, beside: BesideTreatments, untreated: ReadonlySet<number> = new Set()): FigureHints {
  const behind = all.flatMap((of) => behindOf(of, row));
  const figures = figuresOf(behind);
  const ratios = behind.flatMap(({ of, result, figure }) => ratioTie(of, result, figure) ?? []);
  const ties = [...ratios, ...totalTies(all, row, behind)];
  const bySchemes = all.flatMap((each) => saidByThresholds(each, row, thresholdsOfScheme(each, beside), figures));
  const treated = untreated.has(row) ? undefined : saidByTreatments(cutBy(all[0]!, all.flatMap((each) => thresholdsOfTreatments(each, beside)), figures), bySchemes, ties);
  const said = [...bySchemes, ...(treated ?? [])];
  // Where one indicator makes the rank, ranks order its figure: what else is told of the neighbours would close in on it.
  const ordered = new Set(all.flatMap((each) => orderedFigure(each, behind, row)).filter((name) => all.length > 1 || said.some((its) => its.name === name)));
  const bands = behind.flatMap((each): BandHint[] => {
    const leftOut = ordered.has(each.figure.name) || isAcrossYears(each, beside);
    const piece = leftOut ? undefined : bandPiece(each.result, each.figure.figureOf);
    return piece ? [{ ...each, ...piece }] : [];
  });
  return { behind, figures, said, treated, bands, ties, ratios };
}

/** What classes by score say of an enterprise's figures. @param span between what a class says that the total lies; its own unless told */
export function totalTies(all: readonly SeenAssessment[], row: number, behind: readonly BehindOf[], span: ClassesSay = (_, result) => classSpan(result)): readonly Tie[] {
  return all.flatMap((of) => totalTie(of.assessment.results[row]!, behind.filter((each) => each.of === of), (result) => span(of, result)) ?? []);
}

function behindOf(of: SeenAssessment, row: number): BehindOf[] {
  return (of.assessment.results[row]?.indicators ?? []).flatMap((result) => {
    const figure = figureBehind(of, result);
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
export function thresholdsTold(of: SeenAssessment, beside: BesideTreatments): readonly Asked[] {
  return [...thresholdsOfScheme(of, beside), ...thresholdsOfTreatments(of, beside)];
}

function thresholdsOfScheme(of: SeenAssessment, beside: BesideTreatments): readonly Asked[] {
  const { scheme } = of.assessment;
  return beside.kept(of, 'thresholds of scheme', () => askedIn(conditionsOf(scheme).map((condition) => [condition, scheme.derived] as const)));
}

function thresholdsOfTreatments(of: SeenAssessment, beside: BesideTreatments): readonly Asked[] {
  return beside.kept(of, 'thresholds of treatments', () => askedIn(treatmentConditions(of, beside)));
}

function isAcrossYears({ of, result: { indicator } }: BehindOf, beside: BesideTreatments): boolean {
  const across = beside.kept(of, 'indicators across years', () => new Set(of.assessment.scheme.groups.flatMap(({ indicators }) => indicators.filter((each) => bearsOnAnotherYear(of, each, beside)))));
  return across.has(indicator);
}

function orderedFigure({ assessment }: SeenAssessment, behind: readonly BehindOf[], row: number): string[] {
  const { group, indicators } = assessment.results[row]!;
  const found: { readonly figure: FigureBehind } | undefined = group?.indicators.length === 1 ? behind.find(({ result }) => result === indicators[0]) : undefined;
  return found ? [found.figure.name] : [];
}
