// cspell:ignore sqref
import { letters, textCell } from './cell.js';
import { rowXml } from './sheet-xml.js';
import { BOXED, STYLE } from './styles.js';
import { XML, xmlText } from './xml-text.js';

/** A line of a form: texts, the headings of what is below, or cells in boxes, also where they are empty. */
export interface FormLine {
  readonly texts: readonly string[];
  readonly as?: 'headings' | 'boxes';
}

/** A sheet to be printed and filled in: A4 across, as wide as the paper. */
export interface Form {
  readonly name: string;
  /** In digits of the usual font, by column. */
  readonly widths: readonly number[];
  readonly lines: readonly FormLine[];
  /** Cells of a column, by lines counted from 1, that are one of some texts. */
  readonly choice?: { readonly column: number; readonly from: number; readonly to: number; readonly of: readonly string[] };
}

/** The XML of a form's sheet. @throws BeyondXlsx */
export function formSheet({ widths, lines, choice }: Form): Buffer {
  const columns = widths.map((width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`);
  const rows = lines.map(({ texts, as }, index) => rowXml(index + 1, texts, (at, text) => cellXml(at, text, as)));
  return Buffer.from(
    [
      `${XML}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">`,
      '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"/></sheetViews>',
      `<cols>${columns.join('')}</cols><sheetData>${rows.join('')}</sheetData>`,
      choice ? choiceXml(choice) : '',
      '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>',
      '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/></worksheet>',
    ].join(''),
  );
}

function cellXml(at: string, text: string, as: FormLine['as']): string {
  if (as === 'boxes') return text === '' ? `<c r="${at}" s="${BOXED}"/>` : textCell(at, text, BOXED);
  return textCell(at, text, as === 'headings' ? STYLE.heading : STYLE.text);
}

function choiceXml({ column, from, to, of }: NonNullable<Form['choice']>): string {
  const cells = `${letters(column)}${from}:${letters(column)}${to}`;
  return [
    `<dataValidations count="1"><dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="${cells}">`,
    `<formula1>"${xmlText(of.join(','))}"</formula1></dataValidation></dataValidations>`,
  ].join('');
}
