import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { findHeader } from '../../src/handover/header.js';
import { headerIssues } from '../../src/handover/header-issues.js';
import { templateOf } from '../../src/handover/template.js';
import { handoverPage } from '../../src/intake/handover-page.js';
import { recordSets } from '../../src/intake/record-sets.js';

const datasets = [...recordSets.values()].map(({ dataset }) => dataset);
const byId = datasets.map((dataset) => [dataset.id, dataset] as const);

describe('the page of what departments hand over', () => {
  it('is what the declarations say', async () => {
    expect(await readFile('docs/formats/handover.md', 'utf8')).toBe(handoverPage());
  });

  it.each(byId)('gives %s a header that is recognised, column by column', (id, dataset) => {
    const header = findHeader({ name: undefined, head: [{ line: 1, cells: templateOf(dataset) }], merges: [] }, datasets, {
      fileName: '',
    })!;
    expect(header.dataset.id).toBe(id);
    expect(header.cells.map(({ column }) => column)).toEqual(dataset.columns);
    expect(headerIssues(header, { file: '' })).toEqual([]);
  });
});
