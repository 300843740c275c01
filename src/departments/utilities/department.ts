import { factsOf } from '../../handover/facts.js';
import { annualLoaders, type AnnualLoaders } from '../annual-loaders.js';
import type { Department } from '../department.js';
import { utilitiesAnnual } from './datasets.js';
import { openUtilitiesReader, type UtilitiesReader } from './reader.js';
import type { UtilitiesRecord } from './record.js';
import { utilityAccount } from './table.js';

/** 供电供水 */
export const utilitiesDepartment: Department<UtilitiesReader, AnnualLoaders<UtilitiesRecord>> = {
  id: 'utilities',
  title: '供电供水',
  facts: factsOf(utilitiesAnnual),
  recordSets: [{ dataset: utilitiesAnnual, table: utilityAccount }],
  openReader: openUtilitiesReader,
  openLoaders: annualLoaders,
};
