import { factsOf } from '../../handover/facts.js';
import { annualLoaders, type AnnualLoaders } from '../annual-loaders.js';
import { annualReader, type AnnualReader } from '../annual-reader.js';
import type { Department } from '../department.js';
import { employmentAnnual } from './datasets.js';
import type { EmploymentRecord } from './record.js';
import { employment } from './table.js';

/** 人社 */
export const employmentDepartment: Department<AnnualReader<EmploymentRecord>, AnnualLoaders<EmploymentRecord>> = {
  id: 'employment',
  title: '人社',
  facts: factsOf(employmentAnnual),
  recordSets: [{ dataset: employmentAnnual, table: employment }],
  openReader: annualReader(employmentAnnual, employment),
  openLoaders: annualLoaders,
};
