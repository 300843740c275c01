import { creditCodeColumn, nameColumn, numberColumn, textColumn, yearColumn } from '../handover/column.js';
import type { DatasetDefinition } from '../handover/dataset.js';

/**
 * What differentiated policy really gave to an enterprise or took from it in a quarter, from whoever carries it out
 * (政策效果台账, DOMAIN.md §3.4): each office hands over its own columns under its own name, and a correction replaces
 * its line alone. Money in 万元, land in 亩, energy in 吨标煤, emissions in 吨.
 */
export const policyEffects: DatasetDefinition = {
  id: 'policy.effects',
  department: 'county',
  title: '差别化政策执行情况',
  columns: [
    creditCodeColumn,
    nameColumn('企业名称'),
    yearColumn,
    { field: 'quarter', label: '季度', kind: 'quarter', key: true },
    { ...textColumn('office', '报送单位'), key: true },
    numberColumn('landUseTaxRelief', '减免城镇土地使用税', 'money', '万元'),
    numberColumn('subsidy', '财政奖补', 'money', '万元'),
    numberColumn('powerTrading', '电力直接交易降本', 'money', '万元'),
    numberColumn('landSupplied', '新增供地', 'area', '亩', true),
    numberColumn('energySupported', '支持用能', 'energy', '吨标煤', true),
    numberColumn('emissionsAdded', '新增排污', 'mass', '吨', true),
    numberColumn('electricitySurcharge', '征收差别化电价', 'money', '万元'),
    numberColumn('waterSurcharge', '征收差别化水价', 'money', '万元'),
    numberColumn('emissionCharge', '征收差别化排污费', 'money', '万元'),
    numberColumn('energyCut', '削减用能', 'energy', '吨标煤', true),
    numberColumn('emissionsCut', '削减排污', 'mass', '吨', true),
  ],
};
