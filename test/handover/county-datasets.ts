import { landLeases, landParcels } from '../../src/departments/land/datasets.js';
import { emissionsAnnual } from '../../src/departments/emissions/datasets.js';
import { employmentAnnual } from '../../src/departments/employment/datasets.js';
import { statisticsAnnual } from '../../src/departments/statistics/datasets.js';
import { taxLandSources, taxPayments } from '../../src/departments/tax/datasets.js';
import { utilitiesAnnual } from '../../src/departments/utilities/datasets.js';
import { enterpriseRegister, events, supplementAnnual } from '../../src/enterprise/datasets.js';
import { builtInEvents } from '../../src/enterprise/events.js';
import type { FactDefinition } from '../../src/grading/fact.js';
import { readHandover, type HandoverInput } from '../../src/handover/read-handover.js';
import type { HandoverReading } from '../../src/handover/reading.js';

export const datasets = [
  enterpriseRegister,
  taxPayments,
  taxLandSources,
  landParcels,
  landLeases,
  emissionsAnnual,
  employmentAnnual,
  statisticsAnnual,
  utilitiesAnnual,
  events,
  supplementAnnual,
];

export const eventCodes = new Set(builtInEvents.map(({ code }) => code));

/** Facts as a county might declare them. */
export const declaredFacts = new Map<string, FactDefinition>(
  [
    { id: 'local.investment', title: '技改投资', unit: '万元' },
    { id: 'local.wage', title: '平均工资', unit: '元/人' },
    { id: 'local.floor', title: '厂房面积', unit: '㎡' },
    { id: 'local.score', title: '评分', unit: undefined },
  ].map((fact) => [fact.id, { ...fact, kind: 'number', department: 'county' }]),
);

/** Reads bytes or a text as a county would; that a test's file lacks columns is left out, as few have all. */
export async function readFile(content: Uint8Array | string, options: Partial<HandoverInput> = {}): Promise<HandoverReading> {
  const reading = await readWholly(content, options);
  return { ...reading, issues: reading.issues.filter(({ code }) => code !== 'COLUMN_ABSENT') };
}

/** As {@link readFile}, with what is said of columns that are not there. */
export function readWholly(content: Uint8Array | string, options: Partial<HandoverInput> = {}): Promise<HandoverReading> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return readHandover({ fileName: '试.csv', bytes, datasets, eventCodes, facts: declaredFacts, ...options });
}

/** How often each code occurs. */
export function counts({ issues }: HandoverReading): Record<string, number> {
  const byCode: Record<string, number> = {};
  for (const { code } of issues) byCode[code] = (byCode[code] ?? 0) + 1;
  return byCode;
}
