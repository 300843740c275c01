import { creditCode, enterpriseName, measure, year } from '../handover/column.js';
import { dataset } from '../handover/dataset.js';

const money = { ...measure('money', '万元'), optional: true } as const;
const land = { ...measure('area', '亩'), nonNegative: true, optional: true } as const;
const energy = { ...measure('energy', '吨标煤'), nonNegative: true, optional: true } as const;
const emissions = { ...measure('mass', '吨'), nonNegative: true, optional: true } as const;

/**
 * What differentiated policy really gave to an enterprise or took from it in a quarter, from whoever carries it out
 * (政策效果台账, DOMAIN.md §3.4): each office hands over its own columns under its own name, and a correction replaces
 * its line alone, so that no column of another office is missed. Money in 万元, land in 亩, energy in 吨标煤, emissions in 吨.
 */
export const policyEffects = dataset({
  id: 'policy.effects',
  department: 'county',
  title: '差别化政策执行情况',
  updated: 'quarterly',
  columns: {
    creditCode,
    name: enterpriseName('企业名称'),
    year,
    quarter: { label: '季度', kind: 'quarter', key: true },
    office: { label: '报送单位', kind: 'text', key: true },
    landUseTaxRelief: { label: '减免城镇土地使用税', ...money },
    subsidy: { label: '财政奖补', ...money },
    powerTrading: { label: '电力直接交易降本', ...money },
    landSupplied: { label: '新增供地', ...land },
    energySupported: { label: '支持用能', ...energy },
    emissionsAdded: { label: '新增排污', ...emissions },
    electricitySurcharge: { label: '征收差别化电价', ...money },
    waterSurcharge: { label: '征收差别化水价', ...money },
    emissionCharge: { label: '征收差别化排污费', ...money },
    energyCut: { label: '削减用能', ...energy },
    emissionsCut: { label: '削减排污', ...emissions },
  },
});
