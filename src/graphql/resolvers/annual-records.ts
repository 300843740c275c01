import { linesOf, type HandedLine } from '../../db/versioned.js';
import type { AnnualRecord } from '../../departments/annual-record.js';
import { departments } from '../../departments/index.js';
import type { Context } from '../context.js';
import type { EnterpriseAt } from './enterprise.mappers.js';

type Load = (key: { readonly creditCode: string; readonly year: number; readonly version: number }) => unknown;

/** `Enterprise.<department>` of every department in the list that keeps a record of enterprises a year: the SDL says what it holds. */
export const annualRecordResolvers = {
  Enterprise: Object.fromEntries(
    Object.entries(departments)
      .filter(([name, { facts }]) => name !== 'land' && facts.length > 0)
      .map(([name]) => [
        name,
        (
          { creditCode, version }: EnterpriseAt,
          { year, asOf }: { year: number; asOf?: Date | null },
          { loaders, version: versionOf }: Context,
        ) => {
          const { records } = loaders[name as keyof typeof departments] as unknown as { readonly records: { readonly load: Load } };
          // What is at hand is given at once: a promise for each record costs more than the record.
          return asOf
            ? versionOf(asOf).then((then) => records.load({ creditCode, year, version: then }))
            : records.load({ creditCode, year, version });
        },
      ]),
  ),
  ...Object.fromEntries(
    ['TaxRecord', 'EmissionsRecord', 'EmploymentRecord', 'StatisticsRecord', 'UtilitiesRecord'].map((type) => [type, { sources }]),
  ),
};

/** Every line that a value of the record came from. */
function sources({ sources: its }: AnnualRecord): readonly HandedLine[] {
  return its.length === 1 && !its[0]!.carried ? its : its.flatMap(linesOf);
}
