import type { Rational } from '../grading/rational.js';
import type { Field, Section } from './fields.js';
import { overlap, type LandRuleReading } from './land-rule-reading.js';
import { LAND_PARAMETERS, type LandParameter, type LandParameterId, type LandParameters } from './land-rules.js';

const KEYS = ['id', 'value', 'unit'];
/** Numbers of years and days. */
const WHOLE = /_(years|days)$/;
const MOST = 100_000;

/** parameters.yaml: the numbers of law and of the county, by id (LANDUSE.md, Rule files). */
export function parseLandParameters(reading: LandRuleReading): LandParameters | undefined {
  const file = reading.header('land_parameters', ['items']);
  if (!file) return undefined;
  const { section, head } = file;
  const read: { readonly item: Field; readonly parameter: LandParameter }[] = [];
  reading.must(section, 'items', (list) =>
    reading.entries(list, KEYS, (entry, item) => {
      const parameter = readParameter(reading, entry);
      if (parameter) read.push({ item, parameter });
      return parameter;
    }),
  );
  for (const [index, { item, parameter }] of read.entries()) {
    const other = read.slice(0, index).find((each) => each.parameter.id === parameter.id && overlap(each.parameter, parameter));
    if (other) reading.report(item, `参数 ${parameter.id} 与前面的一项时间重叠；请改正有效期，前一项的 to 应是后一项 from 的前一天`);
  }
  const missing = LAND_PARAMETERS.filter((id) => !read.some(({ parameter }) => parameter.id === id));
  if (missing.length > 0 && read.length > 0) reading.report(section, `缺少参数：${missing.join('、')}`);
  return head && { ...head, items: read.map(({ parameter }) => parameter) };
}

function readParameter(reading: LandRuleReading, section: Section): LandParameter | undefined {
  const id = reading.must(section, 'id', (field) => reading.oneOf(field, LAND_PARAMETERS));
  const value = reading.must(section, 'value', (field) => valueOf(reading, field, id));
  reading.optionalText(section, 'unit');
  const grounds = reading.grounds(section);
  return id && value ? { id, value, ...grounds } : undefined;
}

function valueOf(reading: LandRuleReading, field: Field, id: LandParameterId | undefined): Rational | undefined {
  const value = reading.exact(field);
  if (!value || id === undefined) return value;
  if (value.sign < 0) return reading.report(field, `参数 ${id} 不能为负，${reading.found(field)}`);
  if (WHOLE.test(id) && (value.n % value.d !== 0n || value.floor() > MOST)) {
    return reading.report(field, `参数 ${id} 应当是不超过 ${MOST} 的整数，${reading.found(field)}`);
  }
  return value;
}
