/** More than an XLSX file may hold: the message (中文) says what, and what to do instead. */
export class BeyondXlsx extends Error {}
