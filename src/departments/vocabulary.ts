import type { EventDefinition, FactDefinition } from '../grading/fact.js';
import { builtInEvents } from '../enterprise/events.js';
import { enterpriseFacts } from '../enterprise/datasets.js';
import { departments } from './index.js';

/** The facts and events that every county's departments hand over; a county declares its own beside them. */
export const departmentVocabulary: {
  readonly facts: readonly FactDefinition[];
  readonly events: readonly EventDefinition[];
} = {
  facts: [...enterpriseFacts, ...Object.values(departments).flatMap(({ facts }) => facts)],
  events: builtInEvents,
};
