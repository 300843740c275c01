import { Remembered } from '../db/remembered.js';
import { inTurns } from '../db/turns.js';
import type { Readers } from '../departments/readers.js';
import type { Assessment } from '../grading/assessment.js';
import { gradeInSteps } from '../grading/grade.js';
import type { Population } from '../grading/population.js';
import type { LoadedScheme } from '../policy/registry.js';
import { loadPopulation, populationRead } from './population.js';

/** Those of a few moments, years and schemes, and what each is set beside. */
const KEPT = 16;

/** An assessment, with what an answer must name: the scheme and its digest, and the data version. */
export interface Assessed {
  readonly scheme: LoadedScheme;
  readonly year: number;
  readonly version: number;
  readonly population: Population;
  readonly assessment: Assessment;
  /** The name of an enterprise, as known at the version. */
  readonly names: (creditCode: string) => string | null;
}

/**
 * Grades at the moment of asking. Records of a version do not change, so an answer once computed may be given again, and a
 * population that was read serves every scheme that asks the same of it: the same scheme with other weights above all.
 */
export class Assessor {
  readonly #readers: Readers;
  readonly #assessed = new Remembered<Assessed>(KEPT);
  readonly #populations = new Remembered<Population>(KEPT);

  constructor(readers: Readers) {
    this.#readers = readers;
  }

  /** @throws AssessmentRefused where the scheme cannot grade this year */
  assess(scheme: LoadedScheme, year: number, version: number): Promise<Assessed> {
    const units = scheme.declared.facts.map(({ id, unit }) => `${id} ${unit ?? ''}`).join();
    const when = `${year} ${version} ${units}`;
    return this.#assessed.read(`${scheme.digest} ${when}`, async () => {
      const [population, directory] = await Promise.all([
        this.#populations.read(`${populationRead(scheme.scheme, year)} ${when}`, () =>
          loadPopulation(this.#readers, version, year, scheme.scheme, scheme.declared.facts),
        ),
        this.#readers.enterprises.directory(version),
      ]);
      const names = (creditCode: string) => directory.name(creditCode) ?? null;
      return { scheme, year, version, population, assessment: await inTurns(gradeInSteps(scheme.scheme, population)), names };
    });
  }
}
