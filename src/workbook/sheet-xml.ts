import { letters } from './cell.js';
import { XML } from './xml-text.js';

const FROZEN = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>';

/** What stands before a sheet's rows: its first line fixed or not, its columns as wide as their texts. */
export function sheetHead(widths: readonly number[], { frozen }: { readonly frozen: boolean }): string {
  const columns = widths.map((width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`).join('');
  return [
    `${XML}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">`,
    `<sheetViews><sheetView workbookViewId="0">${frozen ? FROZEN : ''}</sheetView></sheetViews>`,
    columns === '' ? '' : `<cols>${columns}</cols>`,
    '<sheetData>',
  ].join('');
}

/** What stands behind them: the range that can be filtered, if one can. */
export function sheetTail(filtered?: string): string {
  return `</sheetData>${filtered === undefined ? '' : `<autoFilter ref="${filtered}"/>`}</worksheet>`;
}

/** A row of cells, each made for its place. */
export function rowXml(line: number, texts: readonly string[], cell: (at: string, text: string, index: number) => string): string {
  return `<row r="${line}">${texts.map((text, index) => cell(`${letters(index)}${line}`, text, index)).join('')}</row>`;
}
