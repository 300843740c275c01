import type { CellReading } from '../assessment/fact-cells.js';
import { withAliases } from '../handover/county-aliases.js';
import { readAliasFiles } from '../intake/alias-files.js';
import { readFileHeaders } from '../intake/file-headers.js';
import { recordSets } from '../intake/record-sets.js';
import type { Session } from './session.js';

/** What the cells of records are read with, on the database of a command: under the county's own names of columns. */
export function openCellReading({ config, database: { db }, readers }: Session): CellReading {
  const { aliases } = readAliasFiles(config.handoverDir, config.county);
  const datasets = withAliases(
    [...recordSets.values()].map(({ dataset }) => dataset),
    aliases,
  );
  return { readers, headers: (ids) => readFileHeaders(db, ids), datasets: new Map(datasets.map((each) => [each.id, each])) };
}
