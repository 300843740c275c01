import { request } from './request.js';

/** Making a file takes longer than an answer. */
const LONGEST_MS = 120_000;

/** Takes a file of a trusted document away, with Chinese headers. @throws HubError */
export async function download(name: string, format: 'xlsx' | 'csv', variables: object, title: string): Promise<void> {
  const body = JSON.stringify({ variables, headers: 'zh' });
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
  return saveFrom(`/q/${name}.${format}`, `${title}.${format}`, init);
}

/** Takes a file away that an address of the hub gives. @throws HubError */
export async function saveFrom(address: string, name: string, init: RequestInit = {}): Promise<void> {
  save(await (await request(address, init, LONGEST_MS)).blob(), name);
}

/** Saves what the page itself made. */
export function save(content: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
