import { developmentDepartment } from './development/department.js';
import { emissionsDepartment } from './emissions/department.js';
import { employmentDepartment } from './employment/department.js';
import { industryDepartment } from './industry/department.js';
import { landDepartment } from './land/department.js';
import { statisticsDepartment } from './statistics/department.js';
import { taxDepartment } from './tax/department.js';
import { utilitiesDepartment } from './utilities/department.js';
import { zoneDepartment } from './zone/department.js';

/** The one list of departments: who is not in it does not exist to the hub. */
export const departments = {
  tax: taxDepartment,
  emissions: emissionsDepartment,
  employment: employmentDepartment,
  land: landDepartment,
  statistics: statisticsDepartment,
  utilities: utilitiesDepartment,
  zone: zoneDepartment,
  development: developmentDepartment,
  industry: industryDepartment,
};
