import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { grade } from '../../src/grading/grade.js';
import { printAssessment } from '../../src/grading/print.js';
import { schemeOf } from '../policy/scheme-of.js';
import { samplePopulation } from './sample-population.js';

const root = new URL('../../', import.meta.url);
const population = samplePopulation();

describe('the sample county', () => {
  for (const method of ['ratio', 'minmax']) {
    it(`gets exactly the golden grades by ${method}`, () => {
      const scheme = schemeOf(readFileSync(new URL(`schemes/example-county/${method}-2024.yaml`, root), 'utf8'));
      const golden: unknown = JSON.parse(readFileSync(new URL(`test/golden/example-${method}-2024.json`, root), 'utf8'));
      expect(printAssessment(grade(scheme, population))).toEqual(golden);
    });
  }
});
