import { letters } from './cell.js';
import { XML, xmlText } from './xml-text.js';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SPREADSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const PROPERTIES_TYPE = 'application/vnd.openxmlformats-package.core-properties+xml';
const PROPERTIES = 'docProps/core.xml';
/** Characters of a sheet's name, and those that none may have. */
const LONGEST_NAME = 31;
const NEVER_IN_NAME = /[\\/?*:[\]\0-\x1f]/g;

/** What a spreadsheet shows as a workbook's properties. */
export interface Properties {
  readonly title: string;
  readonly creator: string;
  readonly description: string;
  /** RFC 3339 */
  readonly created: string;
}

/** The path of a sheet in the package, counted from 1. */
export function sheetPath(sheet: number): string {
  return `xl/worksheets/sheet${sheet}.xml`;
}

/** The parts that say where the others are (ECMA-376), by path. */
export function packageParts(sheets: number): Readonly<Record<string, string>> {
  const numbers = Array.from({ length: sheets }, (_, index) => index + 1);
  const override = (path: string, type: string) => `<Override PartName="/${path}" ContentType="${type}"/>`;
  const relation = (id: number, type: string, target: string) => `<Relationship Id="rId${id}" Type="${type}" Target="${target}"/>`;
  return {
    '[Content_Types].xml': [
      `${XML}<Types xmlns="${PACKAGE}/content-types">`,
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
      '<Default Extension="xml" ContentType="application/xml"/>',
      override('xl/workbook.xml', `${SPREADSHEET}.sheet.main+xml`),
      ...numbers.map((sheet) => override(sheetPath(sheet), `${SPREADSHEET}.worksheet+xml`)),
      override('xl/styles.xml', `${SPREADSHEET}.styles+xml`),
      override(PROPERTIES, PROPERTIES_TYPE),
      '</Types>',
    ].join(''),
    '_rels/.rels': [
      `${XML}<Relationships xmlns="${PACKAGE}/relationships">`,
      relation(1, `${OFFICE}/officeDocument`, 'xl/workbook.xml'),
      relation(2, `${PACKAGE}/relationships/metadata/core-properties`, PROPERTIES),
      '</Relationships>',
    ].join(''),
    'xl/_rels/workbook.xml.rels': [
      `${XML}<Relationships xmlns="${PACKAGE}/relationships">`,
      ...numbers.map((sheet) => relation(sheet, `${OFFICE}/worksheet`, `worksheets/sheet${sheet}.xml`)),
      relation(sheets + 1, `${OFFICE}/styles`, 'styles.xml'),
      '</Relationships>',
    ].join(''),
  };
}

/** docProps/core.xml */
export function propertiesPart({ title, creator, description, created }: Properties): string {
  const at = new Date(created).toISOString().replace(/\.\d+Z$/, 'Z');
  return [
    `${XML}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"`,
    ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    `<dc:title>${xmlText(title)}</dc:title><dc:creator>${xmlText(creator)}</dc:creator>`,
    `<dc:description>${xmlText(description)}</dc:description>`,
    `<dcterms:created xsi:type="dcterms:W3CDTF">${at}</dcterms:created></cp:coreProperties>`,
  ].join('');
}

/**
 * xl/workbook.xml: the sheets, and of the first one the range that can be filtered, which spreadsheets look for here too.
 * @param filtered how many columns and lines the first sheet has; undefined: it cannot be filtered
 */
export function workbookPart(names: readonly string[], filtered?: { readonly columns: number; readonly lines: number }): string {
  const titles = names.map(sheetName);
  const sheets = titles.map((name, index) => `<sheet name="${xmlText(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`);
  return [
    `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><bookViews><workbookView/></bookViews><sheets>${sheets.join('')}</sheets>`,
    filtered ? `<definedNames>${filterName(titles[0]!, filtered)}</definedNames>` : '',
    '</workbook>',
  ].join('');
}

function filterName(title: string, { columns, lines }: { readonly columns: number; readonly lines: number }): string {
  const range = `'${title.replaceAll("'", "''")}'!$A$1:$${letters(columns - 1)}$${lines}`;
  return `<definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">${xmlText(range)}</definedName>`;
}

/** A title as a sheet may be called. */
function sheetName(title: string): string {
  return title.replace(NEVER_IN_NAME, ' ').slice(0, LONGEST_NAME);
}
