import { request } from '../hub/request.js';
import { useWork } from '../hub/use-answer.js';

/** A dataset that offices hand in. */
export interface DatasetOf {
  readonly dataset: string;
  readonly title: string;
  readonly department: string;
  /** How often, in words. */
  readonly cycle: string;
}

/** The datasets that some office hands in; what the county keeps anybody may. */
export function useDatasets(office: string) {
  return useWork(`datasets ${office}`, async () => {
    const { datasets } = (await (await request('/templates')).json()) as { readonly datasets: readonly DatasetOf[] };
    return datasets.filter(({ department }) => department === office || department === 'county');
  });
}
