import DataLoader from 'dataloader';
import { factRecordLoader, type FactRecordLoader } from '../assessment/fact-records.js';
import type { TextPeriod } from '../assessment/schemes-in-force.js';
import { departments } from '../departments/index.js';
import type { Readers } from '../departments/readers.js';
import { enterpriseLoader, type EnterpriseLoader } from '../enterprise/loader.js';
import type { Hub } from './hub.js';

/** The loaders of every department in the list, the register's, and those of what records came from. */
export type Loaders = {
  readonly enterprises: EnterpriseLoader;
  readonly factRecords: FactRecordLoader;
  /** The names of handed-over files, by the number of the handover. */
  readonly fileNames: DataLoader<number, string | undefined>;
  /** The texts that a scheme's id has stood for. */
  readonly schemeTexts: DataLoader<string, readonly TextPeriod[]>;
} & {
  readonly [D in keyof typeof departments]: ReturnType<(typeof departments)[D]['openLoaders']>;
};

/** The loaders of one request. @param readers of the rows within the viewer's reach */
export function openLoaders(readers: Readers, hub: Hub): Loaders {
  const opened = Object.entries(departments).map(([id, { openLoaders: open }]) => [
    id,
    // Each department's loaders are opened on its own reader: the list ties the two by name.
    (open as (reader: unknown) => unknown)(readers[id as keyof typeof departments]),
  ]);
  const names = new DataLoader<number, string | undefined>(async (handovers) => {
    const found = await hub.fileNames(handovers);
    return handovers.map((handover) => found.get(handover));
  });
  return {
    enterprises: enterpriseLoader(readers.enterprises),
    // Where what a grade rests on was handed over: lines, of what the hub graded; no values.
    factRecords: factRecordLoader(hub.readers),
    fileNames: names,
    schemeTexts: new DataLoader<string, readonly TextPeriod[]>(async (ids) => {
      const found = await hub.schemeTexts(ids);
      return ids.map((id) => found.get(id) ?? []);
    }),
    ...Object.fromEntries(opened),
  } as Loaders;
}

/** Forgets what the loaders of a request have read: a list of many pages would keep all of them. */
export function forgetLoaded(loaders: Loaders): void {
  const forget = (each: unknown): void => {
    if (each instanceof DataLoader) each.clearAll();
    else if (typeof each === 'object' && each !== null) Object.values(each).forEach(forget);
  };
  Object.values(loaders).forEach(forget);
}
