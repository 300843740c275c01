/** By whose rows an indicator is worked out: by place (county, town, zone), by row of `region.annual` or `zone.landuse`, or for the county. */
export type IndicatorRows = 'place' | 'region' | 'zone' | 'county';

/** An indicator of land use (LANDUSE.md, Indicators; names of the zone's follow TD/T 1029). */
export interface LandIndicatorDefinition {
  readonly id: string;
  readonly title: string;
  /** Undefined: a share of 1. */
  readonly unit: string | undefined;
  readonly rows: IndicatorRows;
}

const MONEY_PER_MU = '万元/亩';
const MONEY_PER_HECTARE = '万元/公顷';

export const LAND_INDICATORS = [
  of('supply_rate_1', '近一年供地率', 'place'),
  of('supply_rate_5', '近五年供地率', 'place'),
  of('disposal_rate_unsupplied', '批而未供土地处置率', 'place'),
  of('disposal_rate_idle', '闲置土地处置率', 'place'),
  of('existing_land_share', '存量土地供应占比', 'place'),
  of('standard_land_share_count', '标准地占比（宗数）', 'place'),
  of('standard_land_share_area', '标准地占比（面积）', 'place'),
  of('gdp_per_land', '地均GDP', 'region', MONEY_PER_MU),
  of('industrial_output_per_land', '工业用地地均增加值', 'region', MONEY_PER_MU),
  of('land_per_gdp_fall', '单位GDP建设用地下降率', 'region'),
  of('key_project_start_rate_1', '重点项目开工率（一季度）', 'county'),
  of('key_project_start_rate_2', '重点项目开工率（二季度）', 'county'),
  of('key_project_start_rate_3', '重点项目开工率（三季度）', 'county'),
  of('key_project_start_rate_4', '重点项目开工率（四季度）', 'county'),
  of('development_rate', '土地开发率', 'zone'),
  of('supply_rate', '土地供应率', 'zone'),
  of('built_rate', '土地建成率', 'zone'),
  of('industrial_share', '工业用地率', 'zone'),
  of('far', '综合容积率', 'zone'),
  of('industrial_far', '工业用地综合容积率', 'zone'),
  of('industrial_density', '工业用地建筑系数', 'zone'),
  of('investment_intensity', '工业用地固定资产投入强度', 'zone', MONEY_PER_HECTARE),
  of('industrial_tax_per_land', '工业用地地均税收', 'zone', MONEY_PER_HECTARE),
  of('tax_per_land', '综合地均税收', 'zone', MONEY_PER_HECTARE),
  of('population_density', '人口密度', 'zone', '人/公顷'),
  of('idle_rate', '土地闲置率', 'zone'),
  of('zone_score', '集约利用综合得分', 'zone', '分'),
  of('three_rates_met', '矿山“三率”达标率', 'county'),
  of('green_share', '绿色矿山占比', 'county'),
  of('treated_share', '矿山治理率', 'county'),
  of('large_medium_share', '大中型矿山占比', 'county'),
  of('clean_share', '清洁生产矿山占比', 'county'),
] as const;
export type LandIndicatorId = (typeof LAND_INDICATORS)[number]['id'];

/** The indicators of a zone that its score is made of. */
export const ZONE_INDICATORS: readonly string[] = LAND_INDICATORS.filter(({ id, rows }) => rows === 'zone' && id !== 'zone_score').map(
  ({ id }) => id,
);

/** The indicators that have rows by town. */
export const TOWN_INDICATORS: readonly string[] = LAND_INDICATORS.filter(({ rows }) => rows === 'place' || rows === 'region').map(
  ({ id }) => id,
);

function of<const Id extends string>(id: Id, title: string, rows: IndicatorRows, unit?: string) {
  return { id, title, rows, unit } satisfies LandIndicatorDefinition;
}
