import type { EmissionsRecord } from '../../departments/emissions/record.js';
import type { EmploymentRecord } from '../../departments/employment/record.js';
import type { StatisticsRecord } from '../../departments/statistics/record.js';
import type { TaxRecord } from '../../departments/tax/record.js';
import type { UtilitiesRecord } from '../../departments/utilities/record.js';

export type TaxRecordMapper = TaxRecord;
export type EmissionsRecordMapper = EmissionsRecord;
export type EmploymentRecordMapper = EmploymentRecord;
export type StatisticsRecordMapper = StatisticsRecord;
export type UtilitiesRecordMapper = UtilitiesRecord;
