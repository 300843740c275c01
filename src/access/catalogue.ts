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

const UPDATE_CYCLE: Record<DepartmentId, string> = {
  tax: '每年报送，更正随到随记',
  emissions: '每年报送，更正随到随记',
  employment: '每年报送，更正随到随记',
  statistics: '每年报送，更正随到随记',
  utilities: '每年报送，更正随到随记',
  land: '变更时报送',
  register: '变更时报送',
  county: '查询时即时计算',
};

/** Every field of the schema with whose data it is, in the order of the schema's types by name. */
export function sharingCatalogue(schema: GraphQLSchema): readonly CatalogueEntry[] {
  const { fields } = sharingRegister(schema);
  return [...fields]
    .map(([coordinate, sharing]) => ({
      ...{ coordinate, ...sharing },
      description: chinese(descriptionOf(schema, coordinate)),
      updateCycle: UPDATE_CYCLE[sharing.department],
    }))
    .sort((a, b) => (a.coordinate < b.coordinate ? -1 : 1));
}

/** What the catalogue's columns are called where it is a table. */
export const CATALOGUE_HEADER = ['坐标', '说明', '归属部门', '值的种类', '共享类型', '保密约束', '会透露', '更新周期', '依据'] as const;

/** An entry under {@link CATALOGUE_HEADER}. */
export function catalogueRow({ coordinate, description, department, kind, class: shared, secrecy, tells, updateCycle, ground }: CatalogueEntry): readonly string[] {
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
