import { Refusal } from '../access/refusal.js';
import { rowsOf } from '../grading/assessment.js';
import type { Publication } from '../assessment/publications.js';
import type { AssessmentView, GradeView } from '../assessment/views.js';
import type { Assessments } from './assessments.js';
import type { Hub } from './hub.js';

/** What a question names of a publication. */
export interface NamedPublication {
  readonly publication?: string | null;
  readonly scheme?: string | null;
  readonly year?: number | null;
}

/** What was made public, as one request asks for it: worked out of the text and the data version of then, whatever came later. */
export class Published {
  readonly #hub: Pick<Hub, 'publications'>;
  readonly #assessments: Pick<Assessments, 'published'>;
  #all: Promise<readonly Publication[]> | undefined;

  constructor(hub: Pick<Hub, 'publications'>, assessments: Pick<Assessments, 'published'>) {
    this.#hub = hub;
    this.#assessments = assessments;
  }

  /** The publication of a number. @throws Refusal NOT_FOUND */
  async named(id: string): Promise<Publication> {
    const found = (await this.#every()).find((each) => String(each.id) === id);
    if (found) return found;
    throw new Refusal('NOT_FOUND', `没有第 ${JSON.stringify(id)} 号公布；已公布的见 publications`);
  }

  /**
   * The publication that a question names; undefined: none.
   * @throws Refusal NOT_FOUND, or BAD_USER_INPUT where the scheme or year beside it is another
   */
  async asked({ publication: id, scheme, year }: NamedPublication): Promise<Publication | undefined> {
    if (typeof id !== 'string') return undefined;
    const found = await this.named(id);
    const isOther = (typeof scheme === 'string' && ![found.schemeId, found.digest].includes(scheme)) || (year ?? found.year) !== found.year;
    if (!isOther) return found;
    throw new Refusal(
      'BAD_USER_INPUT',
      `第 ${id} 号公布的是 ${found.schemeId} 的 ${found.year} 年度评价，与所给的方案或年度不符；请去掉 scheme、year，或改成一致`,
    );
  }

  /** The evaluation that was made public. */
  of(publication: Publication): Promise<AssessmentView> {
    return this.#assessments.published(publication);
  }

  /** The grade of an enterprise in a publication; null: it was not there, or not for the viewer. */
  async gradeIn(publication: Publication, creditCode: string): Promise<GradeView | null> {
    const of = await this.of(publication);
    const row = of.directory.row(creditCode);
    const record = row === undefined ? undefined : of.visible(row);
    return row === undefined || !record ? null : { of, result: rowsOf(of.assessment).result(row), record };
  }

  /**
   * The grade that holds for an enterprise in a year: by the latest publication, of those of several schemes by the
   * latest that evaluates it.
   * @param scheme a scheme's id, or the digest of its text; any unless given
   */
  async gradeOf(creditCode: string, year: number, scheme: string | undefined): Promise<GradeView | null> {
    const ofYear = (await this.#every()).filter(
      (each) => each.year === year && !each.trial && (!scheme || [each.schemeId, each.digest].includes(scheme)),
    );
    const corrected = new Set(ofYear.map(({ corrects }) => corrects));
    let last: GradeView | null = null;
    for (const publication of ofYear.filter(({ id }) => !corrected.has(id)).reverse()) {
      const its = await this.gradeIn(publication, creditCode);
      if (its && its.result.state !== 'NOT_EVALUATED') return its;
      last ??= its;
    }
    return last;
  }

  #every(): Promise<readonly Publication[]> {
    return (this.#all ??= this.#hub.publications());
  }
}
