import { saveFrom } from '../hub/download.js';
import { request } from '../hub/request.js';

/** Something that was found in a file. */
export interface Detail {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'notice';
  readonly sheet: string | null;
  readonly line: number | null;
  readonly column: string | null;
  readonly cell: string | null;
  readonly message: string;
}

/** What became of a file, or would become of it: one for each dataset in it (docs/handing-in.md). */
export interface IntakeReport {
  readonly file: string;
  readonly dataset: string | null;
  readonly status: 'accepted' | 'refused' | 'already_received';
  readonly rows: number;
  readonly accepted: number;
  readonly quarantined: number;
  readonly skipped: number;
  readonly dryRun?: boolean;
  readonly handover: string | null;
  readonly details: readonly Detail[];
}

/** A file, and what is said of it. */
export interface HandedIn {
  readonly file: File;
  /** Empty: as its header tells. */
  readonly dataset: string;
  /** Empty: as the file tells. */
  readonly year: string;
}

/** Reading a large file takes longer than an answer. */
const LONGEST_MS = 180_000;

/** Hands a file in, or only has it looked at. @throws HubError */
export async function handIn(handed: HandedIn, dryRun: boolean): Promise<readonly IntakeReport[]> {
  const response = await request(addressOf(handed, { ...(dryRun && { dryRun: 'true' }) }), asBody(handed), LONGEST_MS);
  return (await response.json()) as readonly IntakeReport[];
}

/** Takes away what is to be mended, as a workbook; nothing is handed in. @throws HubError */
export function issueReport(handed: HandedIn): Promise<void> {
  const name = `${handed.file.name.replace(/\.[^.]*$/, '')}_问题清单.xlsx`;
  return saveFrom(addressOf(handed, { dryRun: 'true', report: 'true' }), name, asBody(handed));
}

function addressOf({ dataset, year }: HandedIn, more: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams({ ...more, ...(year && { year }) }).toString();
  return `/intake${dataset && `/${encodeURIComponent(dataset)}`}${query && `?${query}`}`;
}

function asBody({ file }: HandedIn): RequestInit {
  return {
    method: 'POST',
    headers: {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename*=UTF-8''${encoded(file.name)}`,
    },
    body: file,
  };
}

/** As RFC 8187 has it. */
function encoded(text: string): string {
  return encodeURIComponent(text).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}
