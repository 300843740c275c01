import { Refusal } from '../access/refusal.js';
import { mayAskScheme } from '../access/rows.js';
import type { Viewer } from '../access/viewer.js';
import { amendmentRefusal } from '../access/what-if-limits.js';
import { factsBehind } from '../assessment/fact-behind.js';
import type { SeenAssessment } from '../assessment/seen.js';
import { indicatorFacts } from '../grading/needed-facts.js';
import { nextClassFinder } from '../grading/next-class.js';
import { AssessmentRefused } from '../grading/refusal.js';
import type { Scheme } from '../grading/scheme.js';
import { amendScheme, type Amendment } from '../policy/amend.js';
import type { LoadedScheme } from '../policy/registry.js';
import type { Hub } from './hub.js';

/** The assessments that one request looks at, each computed once. */
export class SeenAssessments {
  readonly #hub: Hub;
  readonly #viewer: Viewer;
  readonly #seen = new Map<string, Promise<SeenAssessment>>();

  constructor(hub: Hub, viewer: Viewer) {
    this.#hub = hub;
    this.#viewer = viewer;
  }

  /**
   * The population graded under a scheme.
   * @throws Refusal NOT_FOUND, FORBIDDEN, or BAD_USER_INPUT with the reason that it cannot be graded
   */
  assess(id: string, year: number, version: number): Promise<SeenAssessment> {
    const key = `${id} ${year} ${version}`;
    const seen = this.#seen.get(key) ?? this.#grade(this.#scheme(id, year), year, version);
    this.#seen.set(key, seen);
    return seen;
  }

  /**
   * The population of an assessment graded under its scheme with some numbers changed.
   * @throws Refusal BAD_USER_INPUT with what is wrong with the amendments, FORBIDDEN for those that the viewer may not make
   */
  async amended(base: SeenAssessment, amendments: readonly Amendment[]): Promise<SeenAssessment> {
    const { scheme, assessment, version } = base;
    const refusal = amendmentRefusal(this.#viewer, scheme.scheme, amendments.map(({ path }) => path));
    if (refusal !== undefined) throw new Refusal('FORBIDDEN', refusal);
    const { vocabulary } = this.#hub;
    const changed = amendScheme(scheme.text, amendments, { file: scheme.file, ...vocabulary });
    if ('problems' in changed) {
      const problems = changed.problems.map(({ path, message }) => (path ? `${path}：${message}` : message));
      throw new Refusal('BAD_USER_INPUT', `不能这样修改方案 ${scheme.scheme.id}：${problems.join('；')}`);
    }
    return { ...(await this.#grade({ ...changed, file: scheme.file }, assessment.year, version)), base };
  }

  /** The schemes that the viewer may ask for in a year. */
  schemesFor(year: number): readonly Scheme[] {
    const { schemes, county } = this.#hub;
    return schemes.map(({ scheme }) => scheme).filter((scheme) => mayAskScheme(this.#viewer, scheme, year, county));
  }

  /** @throws Refusal NOT_FOUND or FORBIDDEN */
  #scheme(id: string, year: number): LoadedScheme {
    const { schemes, county } = this.#hub;
    const scheme = schemes.find((each) => each.scheme.id === id);
    if (!scheme) {
      const known = schemes.map((each) => each.scheme.id).join('、');
      throw new Refusal('NOT_FOUND', `没有评价方案 ${JSON.stringify(id)}；已装载的方案：${known || '无'}`);
    }
    if (!mayAskScheme(this.#viewer, scheme.scheme, year, county)) {
      throw new Refusal('FORBIDDEN', `园区只能查询本县 ${year} 年度现行的评价方案，${id} 不是`);
    }
    return scheme;
  }

  async #grade(scheme: LoadedScheme, year: number, version: number): Promise<SeenAssessment> {
    try {
      const [{ assessment, population }, directory] = await Promise.all([
        this.#hub.assess({ scheme, year, version }),
        this.#hub.readers.enterprises.directory(version),
      ]);
      let finder: ReturnType<typeof nextClassFinder> | undefined;
      return {
        ...{ scheme, assessment, version },
        records: directory.records,
        madeOf: madeOfFacts(this.#hub, scheme, year),
        facts: factsBehind(scheme.scheme, year, this.#hub.vocabulary),
        nextClass: (result) => (finder ??= nextClassFinder(assessment, population))(result),
      };
    } catch (error) {
      if (error instanceof AssessmentRefused) throw new Refusal('BAD_USER_INPUT', error.message, { cause: error });
      throw error;
    }
  }
}

function madeOfFacts({ vocabulary }: Hub, { scheme }: LoadedScheme, year: number): SeenAssessment['madeOf'] {
  const departmentOf = new Map(vocabulary.facts.map(({ id, department }) => [id, department]));
  const known = new Map<unknown, ReturnType<SeenAssessment['madeOf']>>();
  return (indicator) => {
    const found = known.get(indicator);
    if (found) return found;
    const facts = indicatorFacts(scheme, indicator, year);
    const departments = [...new Set(facts.map(({ fact }) => departmentOf.get(fact) ?? 'county'))];
    known.set(indicator, departments);
    return departments;
  };
}
