import type { May } from './may.js';
import type { Viewer } from './viewer.js';

/** Small counts are withheld from who may see no single enterprise's grade; to the others they tell nothing new. */
export function seesCountsOnly({ may, viewer }: { readonly may: May; readonly viewer: Viewer }): boolean {
  return !may(viewer, 'READ', { coordinate: 'Assessment.grades' }).granted;
}

/** Who sees no movers learns of a what-if in counts alone, whatever they see of the scheme as it is. */
export function seesWhatIfCountsOnly({ may, viewer }: { readonly may: May; readonly viewer: Viewer }): boolean {
  return !may(viewer, 'READ', { coordinate: 'WhatIf.movers' }).granted;
}
