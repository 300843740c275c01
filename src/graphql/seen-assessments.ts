import type { May } from '../access/may.js';
import { Refusal } from '../access/refusal.js';
import { isInForce, mayAskScheme, zonesOf } from '../access/rows.js';
import type { Viewer } from '../access/viewer.js';
import { amendmentRefusal } from '../access/what-if-limits.js';
import { factsBehind } from '../assessment/fact-behind.js';
import { UnknownDigest } from '../assessment/kept-schemes.js';
import type { InForce } from '../assessment/totals-in-force.js';
import type { SeenAssessment } from '../assessment/seen.js';
import type { Readers } from '../departments/readers.js';
import { indicatorFacts } from '../grading/needed-facts.js';
import { nextClassFinder, type NextClassFinder } from '../grading/next-class.js';
import { AssessmentRefused } from '../grading/refusal.js';
import type { Scheme } from '../grading/scheme.js';
import { amendedNumbers, amendScheme, type Amendment } from '../policy/amend.js';
import type { LoadedScheme } from '../policy/registry.js';
import { asDeclaredFor } from '../policy/vocabulary.js';
import type { Hub } from './hub.js';

/** The assessments that one request looks at, each computed once. */
export class SeenAssessments {
  readonly #hub: Hub;
  readonly #may: May;
  readonly #viewer: Viewer;
  readonly #readers: Readers;
  readonly #seen = new Map<string, Promise<SeenAssessment>>();

  /** @param readers of the rows within the viewer's reach */
  constructor(hub: Hub, { may, viewer }: { readonly may: May; readonly viewer: Viewer }, readers: Readers) {
    this.#hub = hub;
    this.#may = may;
    this.#viewer = viewer;
    this.#readers = readers;
  }

  /**
   * The population graded under a scheme.
   * @param named a scheme's id, or the digest of a text of it
   * @throws Refusal NOT_FOUND, FORBIDDEN, or BAD_USER_INPUT with the reason that it cannot be graded
   */
  assess(named: string, year: number, version: number): Promise<SeenAssessment> {
    const key = `${named} ${year} ${version}`;
    const seen = this.#seen.get(key) ?? this.#scheme(named, year).then((scheme) => this.#grade(scheme, year, version));
    this.#seen.set(key, seen);
    return seen;
  }

  /**
   * The population of an assessment graded under its scheme with some numbers changed.
   * @throws Refusal BAD_USER_INPUT with what is wrong with the amendments, FORBIDDEN or BAD_USER_INPUT for those that the viewer may not make
   */
  async amended(base: SeenAssessment, amendments: readonly Amendment[]): Promise<SeenAssessment> {
    const { scheme, assessment, version } = base;
    const refusal = amendmentRefusal({ may: this.#may, viewer: this.#viewer }, scheme.scheme, amendedNumbers(scheme.text, amendments));
    if (refusal) throw refusal;
    const changed = amendScheme(scheme.text, amendments, { file: scheme.file, ...asDeclaredFor(scheme, this.#hub.vocabulary) });
    if ('problems' in changed) {
      const problems = changed.problems.map(({ path, message }) => (path ? `${path}：${message}` : message));
      throw new Refusal('BAD_USER_INPUT', `不能这样修改方案 ${scheme.scheme.id}：${problems.join('；')}`);
    }
    const { notices, ...amended } = changed;
    return { ...(await this.#grade({ ...scheme, ...amended }, assessment.year, version)), base, notices };
  }

  /** The schemes that the viewer may ask for in a year. */
  schemesFor(year: number): readonly Scheme[] {
    return this.#standing(year).map(({ scheme }) => scheme).filter((scheme) => mayAskScheme(this.#viewer, scheme, year, this.#hub.county));
  }

  /** The schemes in force in the county in a year, whoever asks. */
  inForce(year: number): readonly InForce[] {
    return this.#standing(year)
      .filter(({ scheme }) => isInForce(scheme, year, this.#hub.county))
      .map((loaded) => ({ scheme: loaded.scheme, digest: loaded.digest, departmentOf: departmentOf(this.#hub, loaded) }));
  }

  /** What the ids of schemes stand for in a year: the files as loaded, but the text of then where the year was made public. */
  #standing(year: number): readonly LoadedScheme[] {
    const { schemes, closed } = this.#hub;
    const published = [...closed].filter(([key]) => key.endsWith(` ${year}`)).map(([, scheme]) => scheme);
    const ids = new Set(published.map(({ scheme }) => scheme.id));
    return [...schemes.filter(({ scheme }) => !ids.has(scheme.id)), ...published];
  }

  /** @throws Refusal NOT_FOUND or FORBIDDEN */
  async #scheme(named: string, year: number): Promise<LoadedScheme> {
    const standing = this.#standing(year);
    const found = standing.find(({ scheme, digest }) => scheme.id === named || digest === named);
    const bound = zonesOf(this.#viewer) !== undefined;
    if (found ? !mayAskScheme(this.#viewer, found.scheme, year, this.#hub.county) : bound && named.startsWith('sm3:')) {
      throw new Refusal('FORBIDDEN', `园区只能查询本县 ${year} 年度现行的评价方案，${named} 不是`);
    }
    if (found) return found;
    if (named.startsWith('sm3:')) return this.#kept(named);
    const known = standing.map(({ scheme }) => scheme.id).join('、');
    throw new Refusal('NOT_FOUND', `没有评价方案 ${JSON.stringify(named)}；已装载的方案：${known || '无'}`);
  }

  async #kept(digest: string): Promise<LoadedScheme> {
    try {
      return await this.#hub.keptScheme(digest);
    } catch (error) {
      if (error instanceof UnknownDigest) throw new Refusal('NOT_FOUND', error.message, { cause: error });
      throw error;
    }
  }

  async #grade(scheme: LoadedScheme, year: number, version: number): Promise<SeenAssessment> {
    try {
      const [{ assessment, population }, directory, given] = await Promise.all([
        this.#hub.assess({ scheme, year, version }),
        this.#hub.readers.enterprises.directory(version),
        zonesOf(this.#viewer) && this.#readers.enterprises.directory(version),
      ]);
      let finder: NextClassFinder | undefined;
      return {
        ...{ scheme, assessment, version },
        ...{ directory, given },
        departmentOf: departmentOf(this.#hub, scheme),
        madeOf: madeOfFacts(this.#hub, scheme, year),
        facts: factsBehind(scheme.scheme, year, asDeclaredFor(scheme, this.#hub.vocabulary)),
        nextClass: (...asked) => (finder ??= nextClassFinder(assessment, population))(...asked),
      };
    } catch (error) {
      if (error instanceof AssessmentRefused) throw new Refusal('BAD_USER_INPUT', error.message, { cause: error });
      throw error;
    }
  }
}

function departmentOf(hub: Hub, loaded: LoadedScheme): SeenAssessment['departmentOf'] {
  const owners = new Map(asDeclaredFor(loaded, hub.vocabulary).facts.map(({ id, department }) => [id, department]));
  return (fact) => owners.get(fact) ?? 'county';
}

function madeOfFacts(hub: Hub, loaded: LoadedScheme, year: number): SeenAssessment['madeOf'] {
  const { scheme } = loaded;
  const ownerOf = departmentOf(hub, loaded);
  const known = new Map<unknown, ReturnType<SeenAssessment['madeOf']>>();
  return (indicator) => {
    const found = known.get(indicator);
    if (found) return found;
    const facts = indicatorFacts(scheme, indicator, year);
    const departments = [...new Set(facts.map(({ fact }) => ownerOf(fact)))];
    known.set(indicator, departments);
    return departments;
  };
}
