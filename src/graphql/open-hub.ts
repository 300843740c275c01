import path from 'node:path';
import { Assessor } from '../assessment/assessor.js';
import { keptScheme } from '../assessment/kept-schemes.js';
import { treatmentsOf } from '../assessment/kept-treatments.js';
import { PublicationsKept } from '../assessment/publications-kept.js';
import { PUBLISHED, type ClosedYear } from '../assessment/publications.js';
import { textPeriods } from '../assessment/schemes-in-force.js';
import { AccessLog } from '../audit/access-log.js';
import { chainEnds } from '../audit/chain-ends.js';
import { chainKeyOf } from '../audit/chain-key.js';
import { verifyTrail } from '../audit/verify.js';
import { checkWritable } from '../audit/writable.js';
import { versionAt } from '../db/data-version.js';
import { databaseVersion } from '../db/database-version.js';
import { SourceUnavailable } from '../db/apart/source-unavailable.js';
import type { Database } from '../db/database.js';
import { keptInTheHub, type RecordKeeping } from '../db/records.js';
import { Remembered } from '../db/remembered.js';
import { ReadersByReach, THE_HUB } from '../departments/readers.js';
import type { OpenRecordKeeping } from '../departments/record-keeping.js';
import type { GrantFile } from '../access/grant-file.js';
import { openConsentDesk } from '../grants/consents.js';
import { StandingReader } from '../grants/standing.js';
import { openGrantDesk } from '../grants/grant-desk.js';
import { readFileNames } from '../intake/file-names.js';
import { lastReceived } from '../intake/last-received.js';
import { openQuarantineDesk } from '../intake/quarantine-desk.js';
import { findingsAt } from '../land-tax/findings-at.js';
import { everyTask } from '../land-tax/task.js';
import { WorkCalendar } from '../policy/calendar.js';
import { setsFor } from '../policy/treatment-match.js';
import { RoundDesk } from '../round/desk.js';
import { publicEvaluations, publicResults } from '../round/public-results.js';
import { noticeDays } from '../round/days.js';
import { ObjectionDesk } from '../round/objections/desk.js';
import { confirmItems } from '../round/sheets/confirm.js';
import { openSheets } from '../round/sheets/desk.js';
import { openPublished } from '../round/published.js';
import { openTaskDesk } from '../land-tax/task-desk.js';
import type { PolicyBasis } from '../policy-effects/policy-basis.js';
import { openPolicyReports } from '../policy-effects/policy-reports.js';
import { policyEffects } from '../policy-effects/policy-effects.js';
import { DEFAULT_LIMITS, type Limits } from '../handover/limits.js';
import type { HeaderAlias } from '../handover/county-aliases.js';
import type { LoadedScheme, SchemeRegistry } from '../policy/registry.js';
import { openEvidence } from '../round/objections/evidence-office.js';
import type { TreatmentRegistry } from '../policy/treatment-registry.js';
import type { Hub } from './hub.js';

const KEPT_SCHEMES = 32;

/** The hub's own database, and where the departments' records are kept: in it, unless given. */
type HubDatabase = Pick<Database, 'db' | 'readAs' | 'secondWall' | 'auditRights'> & {
  readonly keeping?: RecordKeeping & Partial<Pick<OpenRecordKeeping, 'states'>>;
};

/** What a hub is of. */
export interface HubSettings {
  /** The jurisdiction that it serves, as its schemes name it; undefined: not set. */
  readonly county?: string | undefined;
  /** What its offices call the columns of their files. */
  readonly aliases?: readonly HeaderAlias[];
  /** The published years whose schemes are other texts now. */
  readonly closed?: readonly ClosedYear[];
  /** The grants of files that hold here. */
  readonly grantFiles?: readonly GrantFile[];
  /** The folder of evidence; `.data/evidence` unless given. */
  readonly evidenceDir?: string;
  /** Of a register of up to so many enterprises records are kept whole in memory; as many as most counties have unless given. */
  readonly recordsAtHand?: number;
  /** Which days offices work; none are known unless given. */
  readonly calendar?: WorkCalendar;
  /** Whether anybody may look up what is public; nobody without a token unless said. */
  readonly servesPublic?: boolean;
  /** What files that are handed in may hold; as much as a start takes unless given. */
  readonly handoverLimits?: Limits;
}

/** The services of the graph on an open database. */
export function openHub(
  { db, readAs, secondWall, auditRights, keeping = keptInTheHub(db, readAs) }: HubDatabase,
  registry: SchemeRegistry,
  treatments: TreatmentRegistry,
  {
    county,
    aliases = [],
    closed = [],
    grantFiles = [],
    recordsAtHand,
    calendar = new WorkCalendar([]),
    servesPublic = false,
    handoverLimits = DEFAULT_LIMITS,
    evidenceDir = path.resolve('.data', 'evidence'),
  }: HubSettings = {},
): Hub {
  const declared = registry.declared.facts;
  const readersByReach = new ReadersByReach(readAs, keeping, recordsAtHand);
  const readers = readersByReach.whole;
  const setsOf: PolicyBasis['setsOf'] = ({ publication }) => treatmentsOf(db, publication, treatments.sets);
  const basis: PolicyBasis = { db: readAs(THE_HUB), readers, treatments, setsOf, declared };
  const lineDeclarations = {
    eventCodes: new Set(registry.vocabulary.events.map(({ code }) => code)),
    facts: new Map(declared.map((fact) => [fact.id, fact])),
    aliases,
  };
  const standing = new StandingReader(db, PUBLISHED);
  const published = new PublicationsKept(db);
  const assessor = new Assessor(readers);
  const kept = new Remembered<LoadedScheme>(KEPT_SCHEMES);
  const schemeOf = (digest: string) => kept.read(digest, () => keptScheme(db, digest));
  const again = openPublished(db, (scheme, year, version) => assessor.assess(scheme, year, version), schemeOf);
  const sheets = openSheets(db, readers, again.grader, registry.vocabulary);
  const evidence = openEvidence(db, readers, evidenceDir);
  const rounds = new RoundDesk({
    ...{ db, readers, calendar, sheets, published: again },
    treatmentsFor: ({ scheme }) => ({ sets: setsFor(treatments.sets, scheme), declared: registry.declared }),
  });
  return {
    readers,
    readersWithin: (reach) => readersByReach.within(reach),
    secondWall,
    auditRights,
    schemes: [...registry.schemes.values()],
    closed: new Map(closed.map(({ publication: { schemeId, year }, scheme }) => [`${schemeId} ${year}`, scheme])),
    keptScheme: schemeOf,
    schemeTexts: (ids) => textPeriods(db, ids),
    publications: (year) => published.of(year),
    publishedDigests: async (year) => (await published.of(year)).flatMap(({ trial, digest }) => (trial ? [] : [digest])),
    vocabulary: registry.vocabulary,
    county,
    grantFiles,
    consents: openConsentDesk(db),
    servesPublic,
    publicEvaluations: async () => (servesPublic ? publicEvaluations(rounds, await published.inForce()) : []),
    publicResults: async (scheme, year) => (servesPublic ? publicResults(rounds, await published.inForce(), scheme, year) : undefined),
    rounds,
    sheets,
    confirmItems: (who, at, asked) => confirmItems(db, sheets, who, at, asked),
    objections: new ObjectionDesk({
      ...{ db, readers, sheets, evidence: evidence.desk, declared: lineDeclarations, write: keeping.write },
      noticeDays: ({ round, events }) => noticeDays(round, events, calendar),
      schemeOf: async ({ round }) => (await schemeOf(round.digest)).scheme,
    }),
    standing: async () => {
      const now = await standing.read();
      published.count = now.published;
      return now;
    },
    officeRecords: (reach) => {
      const visible = readAs(reach);
      return {
        accessLog: new AccessLog(visible),
        grantDesk: openGrantDesk(db, visible),
        quarantine: openQuarantineDesk(db, visible, lineDeclarations, keeping),
      };
    },
    version: (asOf) => versionAt(db, asOf),
    assess: ({ scheme, year, version }) => assessor.assess(scheme, year, version),
    findLandTax: (request) => findingsAt(basis, request),
    landTaxTasks: () => everyTask(db),
    taskDesk: openTaskDesk(db, readers, handoverLimits),
    collectedStatistics: async (version) => {
      try {
        const versions = new Set([version, ...(await published.inForce()).map(({ dataVersion }) => dataVersion)]);
        const read = async (each: number) => [each, await readers.statistics.collected(each)] as const;
        return new Map(await Promise.all([...versions].map(read)));
      } catch (error) {
        if (error instanceof SourceUnavailable) return undefined;
        throw error;
      }
    },
    evidence,
    policyReports: openPolicyReports(basis),
    treatmentSets: treatments.sets,
    policyEffects: (assessed) => policyEffects(basis, assessed),
    operations: {
      database: () => databaseVersion(db),
      datasets: () => lastReceived(db),
      chains: () => chainEnds(db),
      verify: async () => verifyTrail(db, [], await chainKeyOf(db)),
    },
    fileNames: (handovers) => readFileNames(basis.db, handovers),
    ready: async () => {
      const [states] = await Promise.all([keeping.states?.() ?? [], checkWritable(db)]);
      return states.map(({ department, up }) => ({ department, up }));
    },
  };
}
