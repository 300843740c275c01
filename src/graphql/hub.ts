import type { Reach } from '../access/reach.js';
import type { FurtherSchemes } from '../assessment/further-schemes.js';
import type { FurtherTotals } from '../assessment/further-totals.js';
import type { Publication } from '../assessment/publications.js';
import type { TextPeriod } from '../assessment/schemes-in-force.js';
import type { SeenAssessment } from '../assessment/seen.js';
import type { AccessLog } from '../audit/access-log.js';
import type { SecondWall } from '../db/second-wall.js';
import type { Readers } from '../departments/readers.js';
import type { Assessment } from '../grading/assessment.js';
import type { DepartmentId } from '../grading/fact.js';
import type { Population } from '../grading/population.js';
import type { Standing } from '../grants/grant-book.js';
import type { GrantDesk } from '../grants/grant-desk.js';
import type { QuarantineDesk } from '../intake/quarantine-desk.js';
import type { Findings } from '../landtax/findings-at.js';
import type { LandTaxDesk } from '../landtax/desk.js';
import type { PolicyEffects } from '../landtax/policy-effects.js';
import type { ToldSums } from '../landtax/told-sums.js';
import type { LoadedScheme } from '../policy/registry.js';
import type { TreatmentSet } from '../policy/treatment.js';
import type { Vocabulary } from '../policy/vocabulary.js';

/** An assessment and the population that was graded. */
export interface Graded {
  readonly assessment: Assessment;
  readonly population: Population;
}

/** What the hub keeps beside records. */
export interface Books {
  /** Who did what with a department's data. */
  readonly accessLog: AccessLog;
  /** Where grants are asked for, answered and withdrawn. */
  readonly grantDesk: GrantDesk;
  /** What departments handed in, and their lines that wait. */
  readonly quarantine: QuarantineDesk;
}

/** The services that the graph stands on. */
export interface Hub {
  /** Of every row, for what the hub works out of them itself. */
  readonly readers: Readers;
  /** Of the rows within reach, for what is handed out. */
  readersWithin(reach: Reach): Readers;
  readonly schemes: readonly LoadedScheme[];
  /** What a scheme's id stands for in a year that was made public under another text; by id and year. */
  readonly closed: ReadonlyMap<string, LoadedScheme>;
  /**
   * The scheme of a digest, as it was kept.
   * @throws UnknownDigest with the reason (中文)
   */
  keptScheme(digest: string): Promise<LoadedScheme>;
  /** The texts that schemes' ids have stood for, by id. */
  schemeTexts(ids: readonly string[]): Promise<ReadonlyMap<string, readonly TextPeriod[]>>;
  /** The evaluations that were made public. */
  publications(year?: number): Promise<readonly Publication[]>;
  /** Every fact and event that a scheme may name, those that the county declares included. */
  readonly vocabulary: Vocabulary;
  /** The jurisdiction that this hub serves, as its schemes name it; undefined: not told. */
  readonly county: string | undefined;
  /** The data version now, and the grants on record that are in force. */
  standing(): Promise<Standing>;
  /** The data version as it was known at a moment. */
  version(asOf: Date): Promise<number>;
  /** The hub's own books, as far as a reach. */
  booksWithin(reach: Reach): Books;
  /** @throws AssessmentRefused with the reason (中文) */
  assess(request: { scheme: LoadedScheme; year: number; version: number }): Promise<Graded>;
  /**
   * What does not fit between land and land tax on 31 December of a year.
   * @throws RatesRefused with the reason (中文)
   */
  findLandTax(request: { year: number; version: number; assessed: SeenAssessment | undefined }): Promise<Findings>;
  /** The work on findings, and what follows from grades in money. */
  readonly landTax: LandTaxDesk;
  /** Every set of treatments known. */
  readonly treatmentSets: readonly TreatmentSet[];
  /** What differentiated policy does in the year of an assessment. */
  policyEffects(assessed: SeenAssessment): Promise<PolicyEffects>;
  /** Sums that were told to who sees no single enterprise. */
  readonly toldSums: Pick<ToldSums, 'mayTell'>;
  /** Totals that were told beside those of now. */
  readonly furtherTotals: Pick<FurtherTotals, 'mayTell'>;
  /** The schemes not in force that were told of. */
  readonly furtherSchemes: Pick<FurtherSchemes, 'before'>;
  /** The names of the files of some handovers, by number. */
  fileNames(handovers: readonly number[]): Promise<ReadonlyMap<number, string>>;
  /** Whether the database itself holds readers to their rows. */
  readonly secondWall: SecondWall;
  /** Resolves if the hub's own database answers, with the departments that have one of their own. */
  ready(): Promise<readonly { readonly department: DepartmentId; readonly up: boolean }[]>;
}
