import { factsOf } from '../../handover/facts.js';
import type { Department } from '../department.js';
import { taxLandSources, taxPayments } from './datasets.js';
import { taxLoaders, type TaxLoaders } from './loaders.js';
import { openTaxReader, type TaxReader } from './reader.js';
import { taxLandSource, taxPayment } from './table.js';

/** 税务 */
export const taxDepartment: Department<TaxReader, TaxLoaders> = {
  id: 'tax',
  title: '税务',
  facts: factsOf(taxPayments),
  recordSets: [
    { dataset: taxPayments, table: taxPayment },
    { dataset: taxLandSources, table: taxLandSource },
  ],
  openReader: openTaxReader,
  openLoaders: taxLoaders,
};
