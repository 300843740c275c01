import { Refusal } from '../../access/refusal.js';
import { pageOf, pageRequest } from '../../db/page.js';
import type { KeyProject, MineYear } from '../../land-use/records.js';
import type { Resolvers } from '../__generated__/resolvers.js';
import { landViewAt } from '../land-contracts.js';
import { GREEN_LEVELS } from './land-words.js';

const QUARTERS = ['03-31', '06-30', '09-30', '12-31'];

/** schema/land-contract.graphql: what is handed over by the year, key projects and mines. */
export const landYearResolvers: Resolvers = {
  Query: {
    keyProjects: async (_, { year, quarter, early, first, after, asOf }, context) => {
      if (quarter !== null && quarter !== undefined && !QUARTERS[quarter - 1]) throw new Refusal('BAD_USER_INPUT', 'quarter：应为 1 至 4');
      const asked = { year, quarter, early, asOf: asOf?.toISOString() };
      const request = pageRequest({ field: 'keyProjects', asked, version: await context.version(asOf) }, { first, after });
      const { version } = request;
      const view = await landViewAt(context, version);
      const isAll = context.access.rows.of === 'all';
      const all = view.records.projects
        .filter((project) => project.year === year && isPlanned(project, quarter ?? undefined, early ?? false))
        .map((project) => ({ ...project, version, parties: view.contract(project.contract)?.parties ?? [] }))
        .filter((project) => isAll || view.contract(project.contract) !== undefined)
        .sort((a, b) => (a.code < b.code ? -1 : 1));
      return pageOf(request, all, ({ code }) => code);
    },
    mines: async (_, { year, first, after, asOf }, context) => {
      const asked = { year, asOf: asOf?.toISOString() };
      const request = pageRequest({ field: 'mines', asked, version: await context.version(asOf) }, { first, after });
      const { version } = request;
      const [view, directory] = await Promise.all([landViewAt(context, version), context.hub.readers.enterprises.directory(version)]);
      const isAll = context.access.rows.of === 'all';
      const all = view.records.mines
        .filter((mine) => mine.year === year)
        .flatMap((mine) => {
          const record = mine.creditCode === null ? undefined : directory.get(mine.creditCode);
          if (!isAll && !(record && context.isVisible(record))) return [];
          return [{ ...mine, version, parties: record ? [{ creditCode: record.creditCode, zone: record.zone, town: record.town }] : [] }];
        })
        .sort((a, b) => (a.permit < b.permit ? -1 : 1));
      return pageOf(request, all, ({ permit }) => permit);
    },
  },
  KeyProject: {
    contract: async ({ contract, version }, _, context) => (await landViewAt(context, version)).contract(contract) ?? null,
  },
  Mine: {
    enterprise: ({ creditCode, version }, _, context) => (creditCode === null ? null : context.enterprise(creditCode, version)),
    threeRatesMet: (mine) => threeRatesMet(mine),
    greenLevel: ({ greenLevel }) => greenLevel && GREEN_LEVELS[greenLevel],
  },
};

/** Planned up to a quarter; or planned later and started by its last day. */
function isPlanned({ year, plannedQuarter, startedOn }: KeyProject, quarter: number | undefined, early: boolean): boolean {
  if (quarter === undefined) return true;
  if (plannedQuarter !== null && plannedQuarter <= quarter) return true;
  return early && plannedQuarter !== null && startedOn !== null && startedOn <= `${year}-${QUARTERS[quarter - 1]}`;
}

function threeRatesMet({ mining, dressing, utilisation, designMining, designDressing, designUtilisation }: MineYear): boolean | null {
  const pairs = [
    [mining, designMining],
    [dressing, designDressing],
    [utilisation, designUtilisation],
  ] as const;
  return pairs.every(([rate, design]) => rate && design) ? pairs.every(([rate, design]) => rate!.compare(design!) >= 0) : null;
}
