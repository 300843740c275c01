import type { Access } from '../access/decide.js';
import { missingParts } from '../access/decision.js';
import { officeReach } from '../access/office-reach.js';
import { Refusal } from '../access/refusal.js';
import { reachOf } from '../access/reach.js';
import { isAmong, isBound, isLandAmong, type Row } from '../access/rows.js';
import type { WithheldValue } from '../access/withheld.js';
import type { Viewer } from '../access/viewer.js';
import type { AssessmentView } from '../assessment/views.js';
import type { Trace } from '../audit/trace.js';
import { currentCutOff, type CutOff } from '../db/cut-off.js';
import type { Readers } from '../departments/readers.js';
import type { DepartmentId } from '../grading/fact.js';
import type { PolicyEffects } from '../policy-effects/policy-effects.js';
import type { FindingView } from '../land-tax/finding-view.js';
import type { LoadedScheme } from '../policy/registry.js';
import type { RoundNow } from '../round/on-round.js';
import type { Amendment } from '../policy/amend.js';
import { Assessments } from './assessments.js';
import { countyDay } from '../policy/day.js';
import { FindingsFound, type ReliefBy } from './findings-found.js';
import type { Hub, OfficeRecords } from './hub.js';
import { keptWork } from './kept-work.js';
import { openLoaders, type Loaders } from './loaders.js';
import { once } from './once.js';
import { Published } from './published.js';
import { nodeId, type NodeType } from './node-id.js';
import type { EnterpriseAt } from './resolvers/enterprise.mappers.js';
import { RowOf } from './row-of.js';
import { versionAt } from './version-at.js';
import { leaveOut, Withheld } from './withheld.js';

/** What the resolvers of one request share. */
export interface Context {
  readonly hub: Hub;
  readonly viewer: Viewer;
  /** What was decided for the viewer; the guard asks it, resolvers do not. */
  readonly access: Access;
  readonly withheld: Withheld;
  /** Of which enterprise each value of the answer is. */
  readonly rowOf: RowOf;
  /** What the request touches, for the audit. */
  readonly trace: Trace;
  /** The end of the time that the request may take; undefined: none. */
  readonly cutOff: CutOff | undefined;
  /** Of the rows within the viewer's reach. */
  readonly readers: Readers;
  readonly loaders: Loaders;
  /** The moment of the request, by the hub's clock. */
  readonly now: Date;
  /** YYYY-MM-DD in the county's time. */
  readonly today: string;
  /** The data version that the request began with. */
  readonly currentVersion: number;
  /** What the audit's record of the enterprises is keyed with, for what is done besides reading. */
  readonly digestKey: Uint8Array;
  /** The data version now or at a moment, looked up once a request. */
  version(asOf?: Date | null): Promise<number>;
  /** Whether an enterprise is there for the viewer. */
  isVisible(row: Row): boolean;
  /** Whether land that no enterprise holds is, by the town in its own row. */
  isLandVisible(town: string | null): boolean;
  /**
   * Whether parts of departments are given of a coordinate; where not, that is named in `withheld`.
   * @param of the thing that it is asked of; absent: all the viewer's rows
   */
  given(coordinate: string, parts: readonly DepartmentId[], of?: object): boolean;
  /** Whether every summand of a sum is given, of all enterprises: then the sum is exact. @param parts what the summands are made of; as declared unless given */
  seesEveryContribution(sum: string, parts?: readonly DepartmentId[]): boolean;
  /** Names what an answer leaves out. */
  leaveOut(value: WithheldValue): void;
  /** Whether an enterprise was there for the viewer as of a moment: it may have been another zone's then. @throws Refusal BAD_USER_INPUT for a moment to come */
  wasVisible(creditCode: string, asOf: Date): Promise<boolean>;
  /** An enterprise, or null if it is not known; rows that the viewer may not see are left out by the guard. */
  enterprise(creditCode: string, version: number): Promise<EnterpriseAt | null>;
  /**
   * The enterprise of a result, as the database gives it to the viewer.
   * @throws Refusal NOT_FOUND if it does not
   */
  enterpriseOf(result: { readonly creditCode: string }, version: number): Promise<EnterpriseAt>;
  /**
   * The population graded under a scheme, once a request.
   * @throws Refusal NOT_FOUND, or BAD_USER_INPUT with the reason that it cannot be graded
   */
  assess(schemeId: string, year: number, version: number): Promise<AssessmentView>;
  /** What was made public. */
  readonly published: Published;
  /** What a scheme's id stands for in a year, or the text of a digest. @throws Refusal NOT_FOUND */
  scheme(named: string, year: number): Promise<LoadedScheme>;
  /** The population of a round as the round has it now; undefined before COLLECTING has ended. */
  assessRound(now: RoundNow): Promise<AssessmentView | undefined>;
  /**
   * The same population under the scheme with some numbers changed, and what that brought with it, in words.
   * @throws Refusal BAD_USER_INPUT with what is wrong with the amendments
   */
  amended(
    base: AssessmentView,
    amendments: readonly Amendment[],
  ): Promise<{ readonly view: AssessmentView; readonly notices: readonly string[] }>;
  /** The same assessment at the data version of a list that goes on. */
  assessedAt(view: AssessmentView, version: number): Promise<AssessmentView>;
  /**
   * What does not fit between land and land tax on 31 December of a year, once a request.
   * @param by the scheme, or the number of the publication, whose classes ground a relief
   * @throws Refusal BAD_USER_INPUT where no table of rates holds, or as {@link assess}
   */
  landTaxFindings(year: number, version: number, by: ReliefBy): Promise<readonly FindingView[]>;
  /** What differentiated policy does in the year of an assessment, once a request. */
  policyEffects(assessed: AssessmentView): Promise<PolicyEffects>;
  /** What the offices keep, as far as the viewer reaches. */
  readonly officeRecords: OfficeRecords;
  nodeId(type: NodeType, key: string): string;
  /** What a list is made of, worked out once however many of its pages are read, by however many requests. @param of what it is a list of */
  kept<T>(of: object, key: string, work: () => T): T;
}

/** What a request begins with. */
export interface Moment {
  readonly access: Access;
  /** What the audit's record of the enterprises is keyed with. */
  readonly digestKey: Uint8Array;
  /** The data version now. */
  readonly version: number;
  readonly now: Date;
}

/** The context of one request. */
export function createContext(hub: Hub, { access, version, now, digestKey }: Moment, trace: Trace): Context {
  const { viewer } = access;
  const readers = hub.readersWithin(reachOf(access));
  const loaders = openLoaders(readers, hub);
  const versions = new Map<number, Promise<number>>();
  const assessments = new Assessments(hub, access, readers);
  const published = new Published(hub, assessments);
  const effects = new Map<AssessmentView, Promise<PolicyEffects>>();
  const findings = new FindingsFound(hub, assessments, published);
  const kept = new Map<object, Map<string, unknown>>();
  const withheld = new Withheld();
  const rowOf = new RowOf();
  let offices: OfficeRecords | undefined;
  const versionOf: Context['version'] = async (asOf) => (asOf ? once(versions, asOf.getTime(), () => versionAt(hub, asOf, now)) : version);
  return {
    ...{ hub, viewer, access, trace, loaders, readers, nodeId, withheld, published, digestKey },
    cutOff: currentCutOff(),
    rowOf,
    get officeRecords() {
      return (offices ??= hub.officeRecords(officeReach(access)));
    },
    now,
    today: countyDay(now),
    currentVersion: version,
    version: versionOf,
    isVisible: (row) => isAmong(access.rows, row),
    isLandVisible: (town) => isLandAmong(access.rows, town),
    given: (coordinate, parts, of) => {
      const decision = access.of(coordinate);
      const missing = missingParts(decision, parts, rowOf.of(of));
      leaveOut({ access, withheld, trace }, decision, missing);
      return missing.length === 0;
    },
    seesEveryContribution: (sum, parts) =>
      access.rows.of === 'all' && (access.basis.register.sums.get(sum) ?? []).every((each) => access.isGiven(each, parts)),
    leaveOut: (value) => withheld.add(value),
    wasVisible: async (creditCode, asOf) => {
      if (!isBound(access.rows)) return true;
      const then = await loaders.enterprises.load({ creditCode, version: await versionOf(asOf) });
      return then !== undefined && isAmong(access.rows, then);
    },
    enterprise: async (creditCode, at) => {
      const record = await loaders.enterprises.load({ creditCode, version: at });
      return record ? { ...record, version: at } : null;
    },
    enterpriseOf: async ({ creditCode }, at) => {
      const record = await loaders.enterprises.load({ creditCode, version: at });
      if (!record) throw new Refusal('NOT_FOUND', '没有这家企业');
      return { ...record, version: at };
    },
    assess: (schemeId, year, at) => assessments.assess(schemeId, year, at),
    scheme: (named, year) => assessments.scheme(named, year),
    assessRound: (round) => assessments.round(round),
    amended: (base, amendments) => assessments.amended(base, amendments),
    assessedAt: (view, at) => assessments.at(view, at),
    policyEffects: (assessed) => once(effects, assessed, () => hub.policyEffects(assessed)),
    landTaxFindings: (year, at, by) => findings.on(year, at, by),
    kept: (of, key, work) => {
      const ofRequest = kept.get(of) ?? new Map<string, unknown>();
      kept.set(of, ofRequest);
      return keptWork.made(access, of, key, ofRequest, work);
    },
  };
}
