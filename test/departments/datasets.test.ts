import { updateCycleOf } from '../../src/intake/update-cycles.js';
import { buildSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { sharingCatalogue } from '../../src/access/catalogue.js';
import { factsOf } from '../../src/handover/facts.js';
import { dataset, UPDATE_CYCLES } from '../../src/handover/dataset.js';
import { measure } from '../../src/handover/column.js';
import { readSdl } from '../../src/graphql/sdl.js';
import { recordSets } from '../../src/intake/record-sets.js';
import { isUnitOf } from '../../src/handover/unit.js';

const datasets = [...recordSets.values()].map(({ dataset: each }) => each);

describe('the declarations of the datasets', () => {
  it('name a key, units that can be converted, and dates between which a row is in force', () => {
    for (const { id, columns, history } of datasets) {
      expect(
        columns.some(({ key }) => key),
        id,
      ).toBe(true);
      for (const { unit, field } of columns) {
        const named = unit ? [unit.stored, unit.canonical ?? unit.stored] : [];
        expect(
          named.filter((name) => !isUnitOf(unit!.kind, name)),
          `${id} ${field}`,
        ).toEqual([]);
      }
      const dates = history ? [history.from, history.to].map((field) => columns.find((column) => column.field === field)?.kind) : [];
      expect(dates, id).toEqual(history ? ['date', 'date'] : []);
    }
  });

  it('give no two columns of a dataset one label', () => {
    for (const { id, columns } of datasets) {
      const labels = columns.flatMap(({ label, aliases = [] }) => [label, ...aliases]);
      expect(
        labels.filter((label, at) => labels.indexOf(label) !== at),
        id,
      ).toEqual([]);
    }
  });

  it('say of each department what the sharing catalogue says: how often it hands over', () => {
    const catalogue = sharingCatalogue(buildSchema(readSdl().join('\n')), updateCycleOf);
    // What the county itself is the owner of in the graph is computed, not handed over; 经信's recognitions are one kind of event among others.
    const shown = datasets.filter(({ department }) => department !== 'county' && department !== 'industry');
    for (const { id, department, updated } of shown) {
      const entry = catalogue.find((each) => each.department === department && each.kind === 'RECORD');
      expect(entry?.updateCycle, id).toContain(UPDATE_CYCLES[updated]);
    }
  });

  it('name a fact after the dataset and the field, under its label, in the unit that it is stored in', () => {
    const heat = dataset({
      id: 'heat.annual',
      department: 'utilities',
      title: '年度用热',
      updated: 'yearly',
      columns: {
        steamBought: { label: '外购蒸汽', ...measure('mass', '吨'), fact: true },
        metered: { label: '已装表', kind: 'boolean', fact: true },
        note: { label: '说明', kind: 'text' },
      },
    });
    expect(factsOf(heat)).toEqual([
      { id: 'heat.steam_bought', kind: 'number', title: '外购蒸汽', unit: '吨', department: 'utilities' },
      { id: 'heat.metered', kind: 'boolean', title: '已装表', department: 'utilities' },
    ]);
  });
});
