import { describe, expect, it } from 'vitest';
import { departmentVocabulary } from '../../src/departments/vocabulary.js';

const { facts: all, events: builtInEvents } = departmentVocabulary;

/** HANDOVER.md, Datasets and columns. */
const LISTED = `enterprise.industry enterprise.industry_group enterprise.zone enterprise.town enterprise.established
enterprise.status tax.vat_net tax.export_credit tax.refund_on_levy tax.corporate_income tax.property tax.land_use tax.other
tax.returned land.owned_area land.leased_in land.leased_out land.used_area land.tenants emissions.cod emissions.ammonia
emissions.so2 emissions.nox emissions.equivalent employment.average_staff employment.insured statistics.above_scale
statistics.revenue statistics.value_added statistics.rd_expense statistics.energy statistics.energy_calorific
utilities.electricity utilities.water`.split(/\s+/);

describe('facts', () => {
  it('are those of HANDOVER.md, each once', () => {
    expect(all.map(({ id }) => id).sort()).toEqual([...LISTED].sort());
  });

  it('have a unit exactly where they are numbers, a Chinese title, and their owner', () => {
    for (const { id, kind, unit, title, department } of all) {
      expect(unit !== undefined, id).toBe(kind === 'number');
      expect(title, id).toMatch(/\p{Script=Han}/u);
      expect(department, id).toBe(id.startsWith('enterprise.') ? 'register' : id.split('.')[0]);
    }
  });

  it('come with thirteen events', () => {
    expect(new Set(builtInEvents.map(({ code }) => code)).size).toBe(13);
  });
});
