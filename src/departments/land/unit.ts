import { inForceOn } from '../in-force.js';
import type { Title } from './record.js';

/** A real-estate unit with the titles to it that a viewer may see, never none. */
export interface Unit {
  readonly unitCode: string;
  readonly titles: readonly Title[];
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
    .sort((a, b) => (a.unitCode < b.unitCode ? -1 : 1));
}
