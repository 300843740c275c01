import type { May } from '../access/may.js';
import { Refusal } from '../access/refusal.js';
import { mayAskScheme } from '../access/rows.js';
import type { Viewer } from '../access/viewer.js';
import type { SeenAssessment } from '../assessment/seen.js';
import { departments } from '../departments/index.js';
import type { Readers } from '../departments/readers.js';
import { enterpriseLoader, type EnterpriseLoader } from '../enterprise/loader.js';
import { indicatorFacts } from '../grading/needed-facts.js';
import { AssessmentRefused } from '../grading/refusal.js';
import type { LoadedScheme } from '../policy/registry.js';
import type { Hub } from './hub.js';
import { nodeId, type NodeType } from './node-id.js';
import type { EnterpriseAt } from './parents.js';
import { Withheld } from './withheld.js';

/** The loaders of every department in the list, and the register's. */
export type Loaders = { readonly enterprises: EnterpriseLoader } & {
  readonly [D in keyof typeof departments]: ReturnType<(typeof departments)[D]['openLoaders']>;
};

/** What the resolvers of one request share. */
export interface Context {
  readonly viewer: Viewer;
  readonly may: May;
  readonly withheld: Withheld;
  readonly readers: Readers;
  readonly loaders: Loaders;
  readonly schemes: readonly LoadedScheme[];
  /** YYYY-MM-DD in the county's time. */
  readonly today: string;
  /** The data version now or at a moment, looked up once a request. */
  version(asOf?: Date | null): Promise<number>;
  /** An enterprise, or null if it is not known; rows that the viewer may not see are left out by the guard. */
  enterprise(creditCode: string, version: number): Promise<EnterpriseAt | null>;
  /**
   * The population graded under a scheme, once a request.
   * @throws Refusal NOT_FOUND, FORBIDDEN, or BAD_USER_INPUT with the reason that it cannot be graded
   */
  assess(schemeId: string, year: number, version: number): Promise<SeenAssessment>;
  nodeId(type: NodeType, key: string): string;
}

/** Clocks of callers may run ahead by this much before `asOf` counts as the future. */
const CLOCK_SKEW_MS = 5 * 60_000;
const COUNTY_TIME = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' });

/** The context of one request. */
export function createContext(hub: Hub, may: May, viewer: Viewer, now: Date): Context {
  const loaders = openLoaders(hub.readers);
  const versions = new Map<number | undefined, Promise<number>>();
  const assessments = new Map<string, Promise<SeenAssessment>>();
  return {
    ...{ viewer, may, loaders, nodeId },
    withheld: new Withheld(),
    readers: hub.readers,
    schemes: hub.schemes,
    today: COUNTY_TIME.format(now),
    version: (asOf) => once(versions, asOf?.getTime(), () => versionAt(hub, asOf ?? undefined, now)),
    enterprise: async (creditCode, version) => {
      const record = await loaders.enterprises.load({ creditCode, version });
      return record ? { ...record, version } : null;
    },
    assess: (schemeId, year, version) =>
      once(assessments, `${schemeId} ${year} ${version}`, () => assess(hub, viewer, schemeId, year, version)),
  };
}

function openLoaders(readers: Readers): Loaders {
  const opened = Object.entries(departments).map(([id, { openLoaders: open }]) => [
    id,
    // Each department's loaders are opened on its own reader: the list ties the two by name.
    (open as (reader: unknown) => unknown)(readers[id as keyof typeof departments]),
  ]);
  return { enterprises: enterpriseLoader(readers.enterprises), ...Object.fromEntries(opened) } as Loaders;
}

async function versionAt(hub: Hub, asOf: Date | undefined, now: Date): Promise<number> {
  if (asOf && asOf.getTime() > now.getTime() + CLOCK_SKEW_MS) {
    throw new Refusal('BAD_USER_INPUT', `asOf：${asOf.toISOString()} 晚于现在；请给出过去的时刻，或去掉 asOf 按现有数据查询`);
  }
  return hub.version(asOf);
}

async function assess(hub: Hub, viewer: Viewer, id: string, year: number, version: number): Promise<SeenAssessment> {
  const scheme = hub.schemes.find((each) => each.scheme.id === id);
  if (!scheme) {
    const known = hub.schemes.map((each) => each.scheme.id).join('、');
    throw new Refusal('NOT_FOUND', `没有评价方案 ${JSON.stringify(id)}；已装载的方案：${known || '无'}`);
  }
  if (!mayAskScheme(viewer, scheme.scheme, year, hub.county)) {
    throw new Refusal('FORBIDDEN', `园区只能查询本县 ${year} 年度现行的评价方案，${id} 不是`);
  }
  try {
    const [assessment, directory] = await Promise.all([
      hub.assess({ scheme, year, version }),
      hub.readers.enterprises.directory(version),
    ]);
    return { scheme, assessment, version, records: directory.records, madeOf: madeOfFacts(hub, scheme, year) };
  } catch (error) {
    if (error instanceof AssessmentRefused) throw new Refusal('BAD_USER_INPUT', error.message, { cause: error });
    throw error;
  }
}

function madeOfFacts(hub: Hub, { scheme }: LoadedScheme, year: number): SeenAssessment['madeOf'] {
  const departmentOf = new Map(hub.facts.map(({ id, department }) => [id, department]));
  const known = new Map<unknown, ReturnType<SeenAssessment['madeOf']>>();
  return (indicator) => {
    const found = known.get(indicator);
    if (found) return found;
    const facts = indicatorFacts(scheme, indicator, year);
    const departmentsOf = [...new Set(facts.map(({ fact }) => departmentOf.get(fact) ?? 'county'))];
    known.set(indicator, departmentsOf);
    return departmentsOf;
  };
}

function once<K, T>(done: Map<K, Promise<T>>, key: K, work: () => Promise<T>): Promise<T> {
  const found = done.get(key) ?? work();
  done.set(key, found);
  return found;
}
