import type { Page } from '../../db/page.js';
import type { Evidence } from '../../round/evidence/desk.js';
import type { Objection, ObjectionStep } from '../../round/objections/objection.js';

export type ObjectionMapper = Objection;
export type ObjectionStepMapper = ObjectionStep;
export type EvidenceMapper = Evidence;
export type ObjectionConnectionMapper = Page<Objection>;
