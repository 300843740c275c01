import { inForceOn } from '../in-force.js';
import type { Title } from './record.js';

/** A real-estate unit with the titles to it that a viewer may see, never none. */
export interface Unit {
  readonly unitCode: string;
  readonly titles: readonly Title[];
  /** Seen through who pays land tax for it: its holders are the other party, and not there (SHARING.md). */
  readonly isHolderWithheld?: boolean;
}

/**
 * The units of these titles, by unit code: by those in force on the day, or by the ended ones where none is.
 * @param sees whether a title is there for the viewer
 */
export function unitsOf(titles: readonly Title[], day: string, sees: (title: Title) => boolean): readonly Unit[] {
  const byCode = new Map<string, Title[]>();
  for (const title of titles) {
    if (!sees(title)) continue;
    const known = byCode.get(title.unitCode);
    if (known) known.push(title);
    else byCode.set(title.unitCode, [title]);
  }
  return [...byCode]
    .map(([unitCode, all]) => {
      const current = all.filter(({ acquired, ended }) => inForceOn(day, acquired, ended));
      return { unitCode, titles: current.length > 0 ? current : all };
    })
    .sort(byUnitCode);
}

/** The order of units: by the characters of their codes. */
export function byUnitCode(a: Unit, b: Unit): number {
  return a.unitCode < b.unitCode ? -1 : 1;
}

/** The enterprise that holds a unit, where it is known and there for the viewer. */
export function holderOf({ titles, isHolderWithheld }: Unit): string | undefined {
  return isHolderWithheld ? undefined : titles.find(({ holder }) => holder)?.holder?.creditCode;
}

/** The names of the holders, each once; undefined where they are not there for the viewer. */
export function holderNamesOf({ titles, isHolderWithheld }: Unit): readonly string[] | undefined {
  return isHolderWithheld ? undefined : [...new Set(titles.map(({ holderName }) => holderName))];
}
