const HEADER =
  '统一社会信用代码,纳税人名称,年度,增值税净入库（万元）,出口免抵(万元),即征即退(万元),企业所得税(万元),房产税(万元),城镇土地使用税(万元),其他税费(万元),返还金额(万元)';

/** A file by which the tax bureau corrects the 2024 taxes of one enterprise: it paid this value-added tax (万元) and nothing else. */
export function taxCorrection(creditCode: string, vatNet: string): string {
  return `${HEADER}\n${creditCode},更正,2024,${vatNet},0,0,0,0,0,0,0\n`;
}
