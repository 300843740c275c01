import type { Department } from '../department.js';
import { taxFacts } from './facts.js';
import { taxLandSources, taxPayments } from './handover.js';
import { taxLoaders, type TaxLoaders } from './loaders.js';
import { openTaxReader, type TaxReader } from './reader.js';
import { taxLandSource, taxPayment } from './table.js';

/** 税务 */
export const taxDepartment: Department<TaxReader, TaxLoaders> = {
  id: 'tax',
  title: '税务',
  facts: taxFacts,
  recordSets: [
    { dataset: taxPayments, table: taxPayment },
    { dataset: taxLandSources, table: taxLandSource },
  ],
  openReader: openTaxReader,
  openLoaders: taxLoaders,
};
