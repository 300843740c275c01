import { sql } from 'drizzle-orm';
import { Assessor } from '../assessment/assessor.js';
import { FurtherSchemes } from '../assessment/further-schemes.js';
import { FurtherTotals } from '../assessment/further-totals.js';
import { keptScheme } from '../assessment/kept-schemes.js';
import { publications, type ClosedYear } from '../assessment/publications.js';
import { textPeriods } from '../assessment/schemes-in-force.js';
import { AccessLog } from '../audit/access-log.js';
import { versionAt } from '../db/data-version.js';
import type { Database } from '../db/database.js';
import { keptInTheHub, type RecordKeeping } from '../db/records.js';
import { Remembered } from '../db/remembered.js';
import { ReadersByReach, THE_HUB } from '../departments/readers.js';
import type { OpenRecordKeeping } from '../departments/record-keeping.js';
import { GrantBook } from '../grants/grant-book.js';
import { openGrantDesk } from '../grants/grant-desk.js';
import { readFileNames } from '../intake/file-names.js';
import { openQuarantineDesk } from '../intake/quarantine-desk.js';
import { findingsAt } from '../landtax/findings-at.js';
import { openLandTaxDesk } from '../landtax/desk.js';
import { policyEffects } from '../landtax/policy-effects.js';
import { ToldSums } from '../landtax/told-sums.js';
import type { LoadedScheme, SchemeRegistry } from '../policy/registry.js';
import type { TreatmentRegistry } from '../policy/treatment-registry.js';
import type { Hub } from './hub.js';

const KEPT_SCHEMES = 32;

/** The hub's own database, and where the departments' records are kept: in it, unless told. */
type HubDatabase = Pick<Database, 'db' | 'readAs' | 'secondWall'> & { readonly keeping?: RecordKeeping & Partial<Pick<OpenRecordKeeping, 'states'>> };

/**
 * The services of the graph on an open database.
 * @param county the jurisdiction that this hub serves, as its schemes name it; undefined: not told
 * @param closed the published years whose schemes are other texts now
 */
export function openHub({ db, readAs, secondWall, keeping = keptInTheHub(db, readAs) }: HubDatabase, registry: SchemeRegistry, treatments: TreatmentRegistry, county?: string, closed: readonly ClosedYear[] = []): Hub {
  const declared = registry.declared.facts;
  const readersByReach = new ReadersByReach(readAs, keeping);
  const readers = readersByReach.whole;
  const basis = { db: readAs(THE_HUB), readers, treatments, declared };
  const lineDeclarations = {
    eventCodes: new Set(registry.vocabulary.events.map(({ code }) => code)),
    facts: new Map(declared.map((fact) => [fact.id, fact])),
  };
  const book = new GrantBook(db);
  const assessor = new Assessor(readers);
  const kept = new Remembered<LoadedScheme>(KEPT_SCHEMES);
  return {
    readers,
    readersWithin: (reach) => readersByReach.within(reach),
    secondWall,
    schemes: [...registry.schemes.values()],
    closed: new Map(closed.map(({ publication: { schemeId, year }, scheme }) => [`${schemeId} ${year}`, scheme])),
    keptScheme: (digest) => kept.read(digest, () => keptScheme(db, digest)),
    schemeTexts: (ids) => textPeriods(db, ids),
    publications: (year) => publications(db, year),
    vocabulary: registry.vocabulary,
    county,
    standing: () => book.standing(),
    booksWithin: (reach) => {
      const seen = readAs(reach);
      return { accessLog: new AccessLog(seen), grantDesk: openGrantDesk(db, seen), quarantine: openQuarantineDesk(db, seen, lineDeclarations, keeping.write) };
    },
    version: (asOf) => versionAt(db, asOf),
    assess: ({ scheme, year, version }) => assessor.assess(scheme, year, version),
    findLandTax: (request) => findingsAt(basis, request),
    landTax: openLandTaxDesk(basis),
    treatmentSets: treatments.sets,
    policyEffects: (assessed) => policyEffects(basis, assessed),
    toldSums: new ToldSums(db),
    furtherTotals: new FurtherTotals(db),
    furtherSchemes: new FurtherSchemes(db),
    fileNames: (handovers) => readFileNames(basis.db, handovers),
    ready: async () => {
      const [states] = await Promise.all([keeping.states?.() ?? [], db.execute(sql`select 1`)]);
      return states.map(({ department, up }) => ({ department, up }));
    },
  };
}
