import { annualLoaders, type AnnualLoaders } from '../annual-loaders.js';
import type { Department } from '../department.js';
import { employmentFacts } from './facts.js';
import { employmentAnnual } from './handover.js';
import { openEmploymentReader, type EmploymentReader } from './reader.js';
import type { EmploymentRecord } from './record.js';
import { employment } from './table.js';

/** 人社 */
export const employmentDepartment: Department<EmploymentReader, AnnualLoaders<EmploymentRecord>> = {
  id: 'employment',
  title: '人社',
  facts: employmentFacts,
  recordSets: [{ dataset: employmentAnnual, table: employment }],
  openReader: openEmploymentReader,
  openLoaders: annualLoaders,
};
