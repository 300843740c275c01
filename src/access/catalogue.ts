import { isObjectType, type GraphQLSchema } from 'graphql';
import type { DepartmentId } from '../grading/fact.js';
import { sharingRegister, type Sharing } from './sharing.js';

/** An entry of the sharing catalogue (政务数据共享目录): one field of the schema. */
export interface CatalogueEntry extends Sharing {
  readonly coordinate: string;
  /** 中文, from the SDL. */
  readonly description: string | undefined;
  readonly updateCycle: string;
}

/** How often a department's records are brought up to date, in words; undefined: it hands over none. */
export type CycleOf = (department: DepartmentId) => string | undefined;

const COMPUTED = '查询时即时计算';

/**
 * Every field of the schema with whose data it is, in the order of the schema's types by name.
 * @param cycleOf as the departments' datasets declare it; what is no record is worked out when it is asked for
 */
export function sharingCatalogue(schema: GraphQLSchema, cycleOf: CycleOf): readonly CatalogueEntry[] {
  const { fields } = sharingRegister(schema);
  return [...fields]
    .map(([coordinate, sharing]) => ({
      ...{ coordinate, ...sharing },
      description: chinese(descriptionOf(schema, coordinate)),
      updateCycle: (sharing.kind === 'RECORD' ? cycleOf(sharing.department) : undefined) ?? COMPUTED,
    }))
    .sort((a, b) => (a.coordinate < b.coordinate ? -1 : 1));
}

/** What the catalogue's columns are called where it is a table. */
export const CATALOGUE_HEADER = ['坐标', '说明', '归属部门', '值的种类', '共享类型', '保密约束', '会透露', '更新周期', '依据'] as const;

/** An entry under {@link CATALOGUE_HEADER}. */
export function catalogueRow({
  coordinate,
  description,
  department,
  kind,
  class: shared,
  secrecy,
  tells,
  updateCycle,
  ground,
}: CatalogueEntry): readonly string[] {
  return [coordinate, description ?? '', department, kind, shared, secrecy, tells ?? '', updateCycle, ground];
}

function descriptionOf(schema: GraphQLSchema, coordinate: string): string {
  const [typeName = '', field = ''] = coordinate.split('.');
  const type = schema.getType(typeName);
  return (isObjectType(type) && type.getFields()[field]?.description) || '';
}

/** Descriptions say it in Chinese first, then in English: up to the last Chinese full stop. */
function chinese(description: string): string | undefined {
  const end = description.lastIndexOf('。');
  return (end < 0 ? description : description.slice(0, end + 1)).trim() || undefined;
}
