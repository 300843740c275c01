import DataLoader from 'dataloader';
import { booksOf } from '../access/books.js';
import type { Grant } from '../access/grants.js';
import type { May, SelectionAct } from '../access/may.js';
import { reachOf } from '../access/reach.js';
import { Refusal } from '../access/refusal.js';
import { seesZone, zonesOf } from '../access/rows.js';
import type { Viewer } from '../access/viewer.js';
import { asTold } from '../assessment/as-told.js';
import { everyClass } from '../assessment/every-class.js';
import { isFurther } from '../assessment/further.js';
import { factRecordLoader, type FactRecordLoader } from '../assessment/fact-records.js';
import type { TextPeriod } from '../assessment/schemes-in-force.js';
import type { SeenAssessment } from '../assessment/seen.js';
import type { InForce } from '../assessment/totals-in-force.js';
import type { Trace } from '../audit/trace.js';
import { currentCutOff, type CutOff } from '../db/cut-off.js';
import { departments } from '../departments/index.js';
import { doors, type Readers } from '../departments/readers.js';
import { enterpriseLoader, type EnterpriseLoader } from '../enterprise/loader.js';
import type { Scheme } from '../grading/scheme.js';
import type { PolicyEffects } from '../landtax/policy-effects.js';
import type { SeenFinding } from '../landtax/seen-finding.js';
import type { Amendment } from '../policy/amend.js';
import type { LoadedScheme } from '../policy/registry.js';
import { visibleFindings } from '../landtax/visible-findings.js';
import { RatesRefused } from '../policy/treatment-registry.js';
import type { Books, Hub } from './hub.js';
import { nodeId, type NodeType } from './node-id.js';
import type { EnterpriseAt } from './parents.js';
import { RowZones } from './row-zones.js';
import { SeenAssessments } from './seen-assessments.js';
import { Withheld } from './withheld.js';

/** The loaders of every department in the list, the register's, and those of what records came from. */
export type Loaders = {
  readonly enterprises: EnterpriseLoader;
  readonly factRecords: FactRecordLoader;
  /** The names of handed-over files, by the number of the handover. */
  readonly fileNames: DataLoader<number, string | undefined>;
  /** The texts that a scheme's id has stood for. */
  readonly schemeTexts: DataLoader<string, readonly TextPeriod[]>;
} & {
  readonly [D in keyof typeof departments]: ReturnType<(typeof departments)[D]['openLoaders']>;
};

/** What the resolvers of one request share. */
export interface Context {
  readonly viewer: Viewer;
  readonly may: May;
  /** The grants on record that `may` stands on. */
  readonly onRecord: readonly Grant[];
  /** What is done with the fields that are selected. */
  readonly act: SelectionAct;
  readonly withheld: Withheld;
  /** Of which zone each row of the answer is. */
  readonly zones: RowZones;
  /** What the request touches, for the audit. */
  readonly trace: Trace;
  /** The end of the time that the request may take; undefined: none. */
  readonly cutOff: CutOff | undefined;
  /** Of the rows within the viewer's reach. */
  readonly readers: Readers;
  readonly loaders: Loaders;
  readonly schemes: readonly LoadedScheme[];
  /** The evaluations that were made public. */
  readonly publications: Hub['publications'];
  /** YYYY-MM-DD in the county's time. */
  readonly today: string;
  /** The data version that the request began with. */
  readonly currentVersion: number;
  /** The data version now or at a moment, looked up once a request. */
  version(asOf?: Date | null): Promise<number>;
  /** Whether an enterprise was there for the viewer as of a moment: it may have been another zone's then. @throws Refusal BAD_USER_INPUT for a moment to come */
  wasThere(creditCode: string, asOf: Date): Promise<boolean>;
  /** An enterprise, or null if it is not known; rows that the viewer may not see are left out by the guard. */
  enterprise(creditCode: string, version: number): Promise<EnterpriseAt | null>;
  /**
   * The enterprise of a result, as the database gives it to the viewer.
   * @throws Refusal NOT_FOUND if it does not
   */
  enterpriseOf(result: { readonly creditCode: string }, version: number): Promise<EnterpriseAt>;
  /**
   * The population graded under a scheme, once a request.
   * @throws Refusal NOT_FOUND, FORBIDDEN, or BAD_USER_INPUT with the reason that it cannot be graded
   */
  assess(schemeId: string, year: number, version: number): Promise<SeenAssessment>;
  /** The same as it is told to the viewer ({@link asTold}). */
  assessAsTold(schemeId: string, year: number, version: number): Promise<SeenAssessment>;
  /**
   * The same population under the scheme with some numbers changed.
   * @throws Refusal BAD_USER_INPUT with what is wrong with the amendments
   */
  amended(base: SeenAssessment, amendments: readonly Amendment[]): Promise<SeenAssessment>;
  /**
   * What does not fit between land and land tax on 31 December of a year, once a request.
   * @param schemeId the scheme whose classes ground a relief
   * @throws Refusal BAD_USER_INPUT where no table of rates holds, FORBIDDEN where a class is not told, or as {@link assess}
   */
  landTaxFindings(year: number, version: number, schemeId: string | undefined): Promise<readonly SeenFinding[]>;
  /** Every set of treatments known. */
  readonly treatmentSets: Hub['treatmentSets'];
  /** What differentiated policy does in the year of an assessment, once a request. */
  policyEffects(assessed: SeenAssessment): Promise<PolicyEffects>;
  /** The work on findings, and what follows from grades in money. */
  readonly landTax: Hub['landTax'];
  /** The hub's own books, as far as the viewer reaches. */
  readonly books: Books;
  /** Sums that were told to who sees no single enterprise. */
  readonly toldSums: Hub['toldSums'];
  readonly furtherTotals: Hub['furtherTotals'];
  /** The schemes not in force that were told of. */
  readonly furtherSchemes: Hub['furtherSchemes'];
  /** The schemes that the viewer may ask for in a year. */
  schemesFor(year: number): readonly Scheme[];
  /** The schemes in force in the county in a year. */
  inForce(year: number): readonly InForce[];
  nodeId(type: NodeType, key: string): string;
  /** What a list is made of, worked out once a request however many of its pages are read. @param of what it is a list of */
  kept<T>(of: object, key: string, work: () => T): T;
}

/** Clocks of callers may run ahead by this much before `asOf` counts as the future. */
const CLOCK_SKEW_MS = 5 * 60_000;
const COUNTY_TIME = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' });

/** What a request begins with. */
export interface Moment {
  readonly may: May;
  /** The data version now. */
  readonly version: number;
  readonly now: Date;
  /** The grants on record that `may` stands on. */
  readonly onRecord?: readonly Grant[];
  /** EXPORT where the answer is a file to be taken away; read on the screen unless told. */
  readonly act?: SelectionAct;
}

/** The day in the county's time, YYYY-MM-DD. */
export function countyDay(now: Date): string {
  return COUNTY_TIME.format(now);
}

/** The context of one request. */
export function createContext(hub: Hub, { may, version, now, onRecord = [], act = 'READ' }: Moment, viewer: Viewer, trace: Trace): Context {
  const readers = hub.readersWithin(reachOf(viewer, act, may, doors));
  const loaders = openLoaders(readers, hub);
  const versions = new Map<number, Promise<number>>();
  const assessments = new SeenAssessments(hub, { may, viewer }, readers);
  const effects = new Map<SeenAssessment, Promise<PolicyEffects>>();
  const findings = new Map<string, Promise<readonly SeenFinding[]>>();
  const kept = new Map<object, Map<string, unknown>>();
  let books: Books | undefined;
  const versionOf: Context['version'] = async (asOf) => (asOf ? once(versions, asOf.getTime(), () => versionAt(hub, asOf, now)) : version);
  const context: Context = {
    ...{ viewer, may, act, onRecord, trace, loaders, nodeId },
    cutOff: currentCutOff(),
    withheld: new Withheld(),
    zones: new RowZones(),
    readers,
    schemes: hub.schemes,
    publications: (year) => hub.publications(year),
    landTax: hub.landTax,
    get books() {
      return (books ??= hub.booksWithin(booksOf(viewer, act, may)));
    },
    treatmentSets: hub.treatmentSets,
    toldSums: hub.toldSums,
    furtherTotals: hub.furtherTotals,
    furtherSchemes: hub.furtherSchemes,
    schemesFor: (year) => assessments.schemesFor(year),
    inForce: (year) => assessments.inForce(year),
    today: countyDay(now),
    policyEffects: (assessed) => once(effects, assessed, () => hub.policyEffects(assessed)),
    landTaxFindings: (year, version, schemeId) =>
      once(findings, `${year} ${version} ${schemeId ?? ''}`, async () => {
        const whole = schemeId === undefined ? undefined : await assessments.assess(schemeId, year, version);
        const assessed = whole && isFurther(whole, context) ? everyClass(await context.assessAsTold(whole.scheme.digest, year, version), context) : whole;
        const found = await seenFindings(hub, { year, version, assessed });
        return visibleFindings(viewer, await readers.enterprises.directory(version), found);
      }),
    currentVersion: version,
    version: versionOf,
    wasThere: async (creditCode, asOf) => {
      if (zonesOf(viewer) === undefined) return true;
      const then = await loaders.enterprises.load({ creditCode, version: await versionOf(asOf) });
      return then !== undefined && seesZone(viewer, then.zone);
    },
    enterprise: async (creditCode, version) => {
      const record = await loaders.enterprises.load({ creditCode, version });
      return record ? { ...record, version } : null;
    },
    enterpriseOf: async ({ creditCode }, version) => {
      const record = await loaders.enterprises.load({ creditCode, version });
      if (!record) throw new Refusal('NOT_FOUND', '没有这家企业');
      return { ...record, version };
    },
    assess: (schemeId, year, version) => assessments.assess(schemeId, year, version),
    assessAsTold: async (schemeId, year, version) => {
      const of = await assessments.assess(schemeId, year, version);
      return context.kept(of, 'as told', () => asTold(of, context));
    },
    amended: (base, amendments) => assessments.amended(base, amendments),
    kept: (of, key, work) => {
      const lists = kept.get(of) ?? new Map<string, unknown>();
      kept.set(of, lists);
      if (!lists.has(key)) lists.set(key, work());
      return lists.get(key) as ReturnType<typeof work>;
    },
  };
  return context;
}

/** Forgets what the loaders of a request have read: a list of many pages would keep all of them. */
export function forgetLoaded(loaders: Loaders): void {
  const forget = (each: unknown): void => {
    if (each instanceof DataLoader) each.clearAll();
    else if (typeof each === 'object' && each !== null) Object.values(each).forEach(forget);
  };
  Object.values(loaders).forEach(forget);
}

function openLoaders(readers: Readers, { readers: whole, fileNames, schemeTexts }: Hub): Loaders {
  const opened = Object.entries(departments).map(([id, { openLoaders: open }]) => [
    id,
    // Each department's loaders are opened on its own reader: the list ties the two by name.
    (open as (reader: unknown) => unknown)(readers[id as keyof typeof departments]),
  ]);
  const names = new DataLoader<number, string | undefined>(async (handovers) => {
    const found = await fileNames(handovers);
    return handovers.map((handover) => found.get(handover));
  });
  return {
    enterprises: enterpriseLoader(readers.enterprises),
    // Where what a grade rests on was handed over: lines, of what the hub graded; no values.
    factRecords: factRecordLoader(whole),
    fileNames: names,
    schemeTexts: new DataLoader<string, readonly TextPeriod[]>(async (ids) => {
      const found = await schemeTexts(ids);
      return ids.map((id) => found.get(id) ?? []);
    }),
    ...Object.fromEntries(opened),
  } as Loaders;
}

async function versionAt(hub: Hub, asOf: Date, now: Date): Promise<number> {
  if (asOf.getTime() > now.getTime() + CLOCK_SKEW_MS) {
    throw new Refusal('BAD_USER_INPUT', `asOf：${asOf.toISOString()} 晚于现在；请给出过去的时刻，或去掉 asOf 按现有数据查询`);
  }
  return hub.version(asOf);
}

async function seenFindings(hub: Hub, request: Parameters<Hub['findLandTax']>[0]): Promise<readonly SeenFinding[]> {
  const { version, assessed } = request;
  try {
    const { found, corrected, files } = await hub.findLandTax(request);
    return [...found, ...corrected].map((finding) => ({ ...finding, version, files, scheme: assessed?.scheme.scheme.id }));
  } catch (error) {
    if (error instanceof RatesRefused) throw new Refusal('BAD_USER_INPUT', error.message, { cause: error });
    throw error;
  }
}

function once<K, T>(done: Map<K, Promise<T>>, key: K, work: () => Promise<T>): Promise<T> {
  const found = done.get(key) ?? work();
  done.set(key, found);
  return found;
}
