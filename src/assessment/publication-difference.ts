import type { Assessment, EnterpriseResult } from '../grading/assessment.js';

/** An enterprise whose class, or state, is another in the one evaluation than in the other. */
export interface ClassDifference {
  readonly creditCode: string;
  /** Undefined: it is not in that evaluation. */
  readonly before: EnterpriseResult | undefined;
  readonly after: EnterpriseResult | undefined;
}

/** What a further publication changes against the one that it corrects. */
export interface PublicationDifference {
  /** By credit code. */
  readonly classes: readonly ClassDifference[];
  /** How many enterprises have another rank or total and the same class. */
  readonly figures: number;
}

/** What differs between two evaluations of one scheme and year, enterprise by enterprise. */
export function publicationDifference(before: Assessment, after: Assessment): PublicationDifference {
  const [old, now] = [before, after].map(({ results }) => new Map(results.map((result) => [result.creditCode, result])));
  const classes: ClassDifference[] = [];
  let figures = 0;
  for (const creditCode of [...new Set([...old!.keys(), ...now!.keys()])].sort()) {
    const [was, is] = [old!.get(creditCode), now!.get(creditCode)];
    if (was?.state !== is?.state || was?.final !== is?.final) classes.push({ creditCode, before: was, after: is });
    else if (was?.rank !== is?.rank || was?.total?.toString() !== is?.total?.toString()) figures += 1;
  }
  return { classes, figures };
}
