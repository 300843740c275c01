/** What an enterprise without a class is called, by the state of its evaluation. */
export const STATE_WORDS: Readonly<Record<string, string>> = {
  GRADED: '已评价',
  HELD: '缺数据，暂缓',
  TEMPORARY: '暂不定类',
  NOT_EVALUATED: '不评价',
};

export const BAND_WORDS: Readonly<Record<string, string>> = {
  FAR_BELOW: '不到基准值的一半',
  BELOW: '低于基准值',
  AROUND: '与基准值相当',
  ABOVE: '高于基准值',
  FAR_ABOVE: '超过基准值一倍',
};

export const MISSING_WORDS: Readonly<Record<string, string>> = {
  FACT_MISSING: '部门未报送',
  DENOMINATOR_NOT_POSITIVE: '分母不大于 0',
  ZERO_REPORTED: '报送为 0，视同缺失',
  SOURCE_UNAVAILABLE: '部门数据源暂不可用',
};

export const TREATMENT_WORDS: Readonly<Record<string, string>> = {
  LAND_USE_TAX: '城镇土地使用税',
  ELECTRICITY: '差别化电价',
  WATER: '差别化水价',
  LAND_SUPPLY: '用地供应',
  ENERGY_QUOTA: '用能指标',
  EMISSION_QUOTA: '排污指标',
  CREDIT: '信贷',
  SUBSIDY: '奖补',
  OTHER: '其他',
};
