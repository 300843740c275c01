import { Refusal } from '../access/refusal.js';
import type { AssessmentView } from '../assessment/views.js';
import type { FindingView } from '../land-tax/finding-view.js';
import { RatesRefused } from '../policy/treatment-registry.js';
import type { Assessments } from './assessments.js';
import type { Hub } from './hub.js';
import { once } from './once.js';
import type { Published } from './published.js';

/** Whose classes ground a relief; of nothing: relief is not looked at. */
export interface ReliefBy {
  readonly scheme?: string | null | undefined;
  readonly publication?: string | null | undefined;
}

/** What does not fit between land and land tax, found once a request. */
export class FindingsFound {
  readonly #hub: Pick<Hub, 'findLandTax'>;
  readonly #assessments: Assessments;
  readonly #published: Published;
  readonly #found = new Map<string, Promise<readonly FindingView[]>>();

  constructor(hub: Pick<Hub, 'findLandTax'>, assessments: Assessments, published: Published) {
    this.#hub = hub;
    this.#assessments = assessments;
    this.#published = published;
  }

  /** @throws Refusal BAD_USER_INPUT where no table of rates holds, or as an assessment of the scheme does */
  on(year: number, version: number, { scheme, publication }: ReliefBy): Promise<readonly FindingView[]> {
    return once(this.#found, JSON.stringify([year, version, scheme, publication]), async () => {
      const made = await this.#published.asked({ publication, scheme, year });
      const graded = typeof scheme === 'string' ? this.#assessments.assess(scheme, year, version) : undefined;
      return findingViews(this.#hub, { year, version, assessed: await (made ? this.#published.of(made) : graded) });
    });
  }
}

async function findingViews(hub: Pick<Hub, 'findLandTax'>, request: Parameters<Hub['findLandTax']>[0]): Promise<readonly FindingView[]> {
  const { version, assessed } = request;
  try {
    const { found, corrected, files } = await hub.findLandTax(request);
    return [...found, ...corrected].map((finding) => ({ ...finding, version, files, reliefBy: reliefBy(assessed) }));
  } catch (error) {
    if (error instanceof RatesRefused) throw new Refusal('BAD_USER_INPUT', error.message, { cause: error });
    throw error;
  }
}

/** As a finding's id names whose classes a relief was looked at by. */
function reliefBy(assessed: AssessmentView | undefined): string | undefined {
  return assessed?.publication ? `#${assessed.publication.id}` : assessed?.scheme.scheme.id;
}
