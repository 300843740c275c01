import type { EventDefinition } from '../grading/fact.js';

/** The events that every county knows (HANDOVER.md, `events`); a county declares others beside them. */
export const builtInEvents: readonly EventDefinition[] = [
  { code: 'safety_accident', title: '发生安全生产事故' },
  { code: 'environment_violation', title: '环境违法' },
  { code: 'food_safety_accident', title: '发生食品安全事故' },
  { code: 'energy_target_missed', title: '未完成节能目标' },
  { code: 'tax_fraud', title: '涉税违法' },
  { code: 'illegal_land', title: '违法用地' },
  { code: 'production_halt', title: '停产' },
  { code: 'new_enterprise', title: '新设立企业' },
  { code: 'newly_above_scale', title: '新上规' },
  { code: 'under_construction', title: '在建' },
  { code: 'key_polluter', title: '重点排污单位' },
  { code: 'little_giant', title: '专精特新“小巨人”' },
  { code: 'high_tech', title: '高新技术企业' },
];
