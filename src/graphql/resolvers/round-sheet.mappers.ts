import type { FactCell } from '../../assessment/fact-cells.js';
import type { StandingItem, SheetOutline } from '../../round/sheets/desk.js';
import type { Progress } from '../../round/sheets/progress.js';

/** A sheet, and whose it is. */
export type ConfirmationSheetMapper = SheetOutline;
/** An item of a sheet, and the round that it is of. */
export type ConfirmationItemMapper = StandingItem & { readonly creditCode: string };
export type RecordCellMapper = FactCell;
export type RoundProgressMapper = Progress;
