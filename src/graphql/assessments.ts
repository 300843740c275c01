import { isBound } from '../access/rows.js';
import type { Access } from '../access/decide.js';
import { Refusal } from '../access/refusal.js';
import { factsBehind } from '../assessment/fact-behind.js';
import { UnknownDigest } from '../assessment/kept-schemes.js';
import type { Publication } from '../assessment/publications.js';
import { SchemeParts } from '../assessment/scheme-parts.js';
import { visibleRows } from '../assessment/visible-rows.js';
import type { AssessmentView } from '../assessment/views.js';
import type { Readers } from '../departments/readers.js';
import { rowsOf } from '../grading/assessment.js';
import { nextClassFinder } from '../grading/next-class.js';
import { AssessmentRefused } from '../grading/refusal.js';
import { amendScheme, type Amendment } from '../policy/amend.js';
import type { LoadedScheme } from '../policy/registry.js';
import { asDeclaredFor } from '../policy/vocabulary.js';
import type { RoundNow } from '../round/on-round.js';
import type { Graded, Hub } from './hub.js';
import { keptWork } from './kept-work.js';

/** By what a scheme is graded. */
interface GradedHow {
  readonly year: number;
  readonly version: number;
  readonly isOfCounty: boolean;
  /** Of a round, or of what was made public, worked out again; else it is graded on the fly. */
  readonly again?: () => Promise<Graded>;
}

/** The assessments that one request looks at, each computed once. */
export class Assessments {
  readonly #hub: Hub;
  readonly #access: Access;
  readonly #readers: Readers;
  readonly #views = new Map<string, Promise<AssessmentView>>();

  /** @param readers of the rows within the viewer's reach */
  constructor(hub: Hub, access: Access, readers: Readers) {
    this.#hub = hub;
    this.#access = access;
    this.#readers = readers;
  }

  /**
   * The population graded under a scheme.
   * @param named a scheme's id, or the digest of a text of it
   * @throws Refusal NOT_FOUND, or BAD_USER_INPUT with the reason that it cannot be graded
   */
  assess(named: string, year: number, version: number): Promise<AssessmentView> {
    const key = `${named} ${year} ${version}`;
    const view =
      this.#views.get(key) ??
      this.scheme(named, year).then(async (scheme) =>
        this.#grade(scheme, { year, version, isOfCounty: await this.#isOfCounty(scheme, year) }),
      );
    this.#views.set(key, view);
    return view;
  }

  /**
   * An evaluation that was made public: graded by the text and from the records of then.
   * @throws Refusal NOT_FOUND where the text is there no more
   */
  published(publication: Publication): Promise<AssessmentView> {
    const { id, digest, year, dataVersion: version } = publication;
    const key = `publication ${id}`;
    const view =
      this.#views.get(key) ??
      this.#kept(digest).then(async (scheme) => {
        const isOfCounty = await this.#isOfCounty(scheme, year);
        const again = () => this.#hub.rounds.publishedAgain(publication);
        return { ...(await this.#grade(scheme, { year, version, isOfCounty, again })), publication };
      });
    this.#views.set(key, view);
    return view;
  }

  /** The population of a round as the round has it now; undefined before COLLECTING has ended. */
  async round(now: RoundNow): Promise<AssessmentView | undefined> {
    const graded = await this.#hub.rounds.graded(now);
    if (!graded) return undefined;
    const { scheme, year, version } = graded;
    const isOfCounty = scheme.scheme.jurisdiction === this.#hub.county;
    return this.#grade(scheme, { year, version, isOfCounty, again: () => Promise.resolve(graded) });
  }

  /**
   * The population of an assessment graded under its scheme with some numbers changed.
   * @throws Refusal BAD_USER_INPUT with what is wrong with the amendments
   */
  async amended(
    base: AssessmentView,
    amendments: readonly Amendment[],
  ): Promise<{ readonly view: AssessmentView; readonly notices: readonly string[] }> {
    const { scheme, assessment, version } = base;
    const changed = amendScheme(scheme, amendments, { file: scheme.file, ...asDeclaredFor(scheme, this.#hub.vocabulary) });
    if ('problems' in changed) {
      const problems = changed.problems.map(({ path, message }) => (path ? `${path}：${message}` : message));
      throw new Refusal('BAD_USER_INPUT', `不能这样修改方案 ${scheme.scheme.id}：${problems.join('；')}`);
    }
    const { notices, ...text } = changed;
    const view = await this.#grade({ ...scheme, ...text }, { year: assessment.year, version, isOfCounty: false });
    return { view: { ...view, base }, notices };
  }

  /** The same assessment at a data version: its own, or that of the first page of a list that goes on. */
  async at(view: AssessmentView, version: number): Promise<AssessmentView> {
    if (view.version === version) return view;
    const { scheme, assessment, base } = view;
    if (!base) return this.assess(scheme.digest, assessment.year, version);
    const graded = await this.#grade(scheme, { year: assessment.year, version, isOfCounty: false });
    return { ...graded, base: await this.at(base, version) };
  }

  /** What a scheme's id stands for in a year: the published text where the year was published, else what is loaded. */
  #standing(year: number): readonly LoadedScheme[] {
    const { schemes, closed } = this.#hub;
    const published = [...closed].flatMap(([key, scheme]) => (key.endsWith(` ${year}`) ? [scheme] : []));
    const ids = new Set(published.map(({ scheme }) => scheme.id));
    return [...schemes.filter(({ scheme }) => !ids.has(scheme.id)), ...published];
  }

  /** What a scheme's id stands for in a year, or the text of a digest. @throws Refusal NOT_FOUND */
  async scheme(named: string, year: number): Promise<LoadedScheme> {
    const standing = this.#standing(year);
    const found = standing.find(({ scheme, digest }) => scheme.id === named || digest === named);
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

  /** Whether results under a scheme are decisions: of the county, in force for the year, and named by a publication where there is one. */
  async #isOfCounty({ scheme, digest }: LoadedScheme, year: number): Promise<boolean> {
    if (scheme.jurisdiction !== this.#hub.county || !scheme.years.includes(year)) return false;
    const published = await this.#hub.publishedDigests(year);
    return published.length === 0 || published.includes(digest);
  }

  async #grade(scheme: LoadedScheme, { year, version, isOfCounty, again }: GradedHow): Promise<AssessmentView> {
    const { rows } = this.#access;
    try {
      const [{ assessment, population }, directory, given] = await Promise.all([
        again ? again() : this.#hub.assess({ scheme, year, version }),
        this.#hub.readers.enterprises.directory(version),
        rows.of === 'all' || rows.of === 'none' ? undefined : this.#readers.enterprises.directory(version),
      ]);
      return keptWork.one(this.#access, assessment, `${scheme.digest} ${isOfCounty}`, () => {
        const vocabulary = asDeclaredFor(scheme, this.#hub.vocabulary);
        const owners = new Map(vocabulary.facts.map(({ id, department }) => [id, department]));
        const parts = new SchemeParts(scheme.scheme, year, (fact) => owners.get(fact) ?? 'county', isOfCounty);
        const mask = given && visibleRows(directory, given, rows);
        const isVisible = (row: number) => rows.of !== 'none' && mask?.[row] !== 0;
        const visible = (row: number) => (isVisible(row) ? directory.record(row) : undefined);
        const totalIsGiven = (row: number) => {
          const group = scheme.scheme.groups[rowsOf(assessment).groupOf(row)];
          return isVisible(row) && group !== undefined && this.#access.isGiven('Grade.total', parts.total(group));
        };
        let finder: ReturnType<typeof nextClassFinder> | undefined;
        return {
          ...{ scheme, assessment, version, directory, parts, visible, isVisible },
          countsAll: !isBound(rows),
          facts: factsBehind(scheme.scheme, year, vocabulary),
          nextClass: (result) => (finder ??= nextClassFinder(assessment, population))(result, totalIsGiven),
        };
      });
    } catch (error) {
      if (error instanceof AssessmentRefused) throw new Refusal('BAD_USER_INPUT', error.message, { cause: error });
      throw error;
    }
  }
}
