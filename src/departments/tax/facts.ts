import type { FactDefinition } from '../../grading/fact.js';

/** HANDOVER.md, `tax.payments`. */
export const taxFacts: readonly FactDefinition[] = [
  amount('tax.vat_net', '增值税净入库'),
  amount('tax.export_credit', '出口免抵'),
  amount('tax.refund_on_levy', '即征即退'),
  amount('tax.corporate_income', '企业所得税'),
  amount('tax.property', '房产税'),
  amount('tax.land_use', '城镇土地使用税'),
  amount('tax.other', '其他税费'),
  amount('tax.returned', '返还金额'),
];

function amount(id: string, title: string): FactDefinition {
  return { id, title, kind: 'number', unit: '万元', department: 'tax' };
}
