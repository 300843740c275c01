import type { CollectedStatistics } from '../access/decide.js';
import type { Reach } from '../access/reach.js';
import type { Publication } from '../assessment/publications.js';
import type { TextPeriod } from '../assessment/schemes-in-force.js';
import type { AssessmentView } from '../assessment/views.js';
import type { AccessLog } from '../audit/access-log.js';
import type { ChainEnd } from '../audit/chain-ends.js';
import type { ChainReport } from '../audit/verify-chain.js';
import type { AuditRights } from '../db/audit-rights.js';
import type { SecondWall } from '../db/second-wall.js';
import type { Readers } from '../departments/readers.js';
import type { Assessment } from '../grading/assessment.js';
import type { DepartmentId } from '../grading/fact.js';
import type { Population } from '../grading/population.js';
import type { GrantFile } from '../access/grant-file.js';
import type { ConsentDesk } from '../grants/consents.js';
import type { Standing } from '../grants/standing.js';
import type { GrantDesk } from '../grants/grant-desk.js';
import type { DatasetStanding } from '../intake/last-received.js';
import type { QuarantineDesk } from '../intake/quarantine-desk.js';
import type { Findings } from '../land-tax/findings-at.js';
import type { TaskStanding } from '../land-tax/task.js';
import type { TaskDesk } from '../land-tax/task-desk.js';
import type { PolicyReports } from '../policy-effects/policy-reports.js';
import type { PolicyEffects } from '../policy-effects/policy-effects.js';
import type { PublicEvaluation, PublicResult } from '../round/public-results.js';
import type { RoundDesk } from '../round/desk.js';
import type { ObjectionDesk } from '../round/objections/desk.js';
import type { Actor } from '../round/round.js';
import type { Confirming } from '../round/sheets/confirm.js';
import type { SheetDesk } from '../round/sheets/desk.js';
import type { LoadedScheme } from '../policy/registry.js';
import type { EvidenceOffice } from '../round/objections/evidence-office.js';
import type { TreatmentSet } from '../policy/treatment.js';
import type { Vocabulary } from '../policy/vocabulary.js';

/** An assessment and the population that was graded. */
export interface Graded {
  readonly assessment: Assessment;
  readonly population: Population;
}

/** What the offices keep besides records. */
export interface OfficeRecords {
  /** Who did what with a department's data. */
  readonly accessLog: AccessLog;
  /** Where grants are asked for, answered and withdrawn. */
  readonly grantDesk: GrantDesk;
  /** What departments handed in, and their lines in quarantine. */
  readonly quarantine: QuarantineDesk;
}

/** What is reported of how the hub runs. */
export interface OperationsReports {
  /** The version of the database. */
  database(): Promise<string>;
  datasets(): Promise<readonly DatasetStanding[]>;
  chains(): Promise<readonly ChainEnd[]>;
  /** Makes every link anew, held against the ends alone. */
  verify(): Promise<readonly ChainReport[]>;
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
  /** The digests of the schemes by which a year was made public. */
  publishedDigests(year: number): Promise<readonly string[]>;
  /** The evaluations that were made public. */
  publications(year?: number): Promise<readonly Publication[]>;
  /** Every fact and event that a scheme may name, those that the county declares included. */
  readonly vocabulary: Vocabulary;
  /** The jurisdiction that this hub serves, as its schemes name it; undefined: not set. */
  readonly county: string | undefined;
  /** The grants of files that hold in this county and mode. */
  readonly grantFiles: readonly GrantFile[];
  /** The data version now, and the grants and consents on record. */
  standing(): Promise<Standing>;
  /** Consents of enterprises. */
  readonly consents: ConsentDesk;
  /** Whether anybody may look up what is public, without a token. */
  readonly servesPublic: boolean;
  /** The evaluations of which something is public; none where the county does not serve it. */
  publicEvaluations(): Promise<readonly PublicEvaluation[]>;
  /** What is public of a scheme and year, by credit code; undefined: nothing is, or the county does not serve it. */
  publicResults(scheme: string, year: number): Promise<readonly PublicResult[] | undefined>;
  /** Rounds of the yearly evaluation. */
  readonly rounds: RoundDesk;
  /** The sheets of its enterprises. */
  readonly sheets: SheetDesk;
  /** Confirms items of a sheet. @throws RoundRefused, RoundUnknown */
  confirmItems(who: Actor, at: Date, asked: Confirming): Promise<unknown>;
  /** What enterprises object to, and what is decided on it. */
  readonly objections: ObjectionDesk;
  /** The data version as it was known at a moment. */
  version(asOf: Date): Promise<number>;
  /** What the offices keep, as far as a reach. */
  officeRecords(reach: Reach): OfficeRecords;
  /** @throws AssessmentRefused with the reason (中文) */
  assess(request: { scheme: LoadedScheme; year: number; version: number }): Promise<Graded>;
  /**
   * What does not fit between land and land tax on 31 December of a year.
   * @throws RatesRefused with the reason (中文)
   */
  findLandTax(request: { year: number; version: number; assessed: AssessmentView | undefined }): Promise<Findings>;
  /** The tasks of land tax, the earliest due first; those that wait for a push last. */
  landTaxTasks(): Promise<readonly TaskStanding[]>;
  /** Where findings leave as tasks and come back as results. */
  readonly taskDesk: TaskDesk;
  /**
   * What 统计局 collected itself, at a data version and at those of the publications that hold; undefined where its records
   * cannot be looked at for now.
   */
  collectedStatistics(version: number): Promise<CollectedStatistics | undefined>;
  /** Files that objections are grounded with, and who may have them. */
  readonly evidence: EvidenceOffice;
  /** Execution lists, yield and ledger. */
  readonly policyReports: PolicyReports;
  /** Every set of treatments known. */
  readonly treatmentSets: readonly TreatmentSet[];
  /** What differentiated policy does in the year of an assessment. */
  policyEffects(assessed: AssessmentView): Promise<PolicyEffects>;
  /** The names of the files of some handovers, by number. */
  fileNames(handovers: readonly number[]): Promise<ReadonlyMap<number, string>>;
  /** How the hub itself runs. */
  readonly operations: OperationsReports;
  /** Whether the database itself holds readers to their rows. */
  readonly secondWall: SecondWall;
  /** Whether the hub can add to the audit and not change it. */
  readonly auditRights: AuditRights;
  /** Resolves if the hub's own database answers, with the departments that have one of their own. */
  ready(): Promise<readonly { readonly department: DepartmentId; readonly up: boolean }[]>;
}
