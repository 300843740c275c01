import { z } from 'zod';
import { addressOf } from './database.js';
import { readPart } from './part.js';
import { wholeNumber } from './variable.js';

/** Departments' own databases. */
export interface DepartmentDatabaseSettings {
  /**
   * `TAX_DATABASE_URL`, `LAND_DATABASE_URL`, … or the text of the file `…_DATABASE_URL_FILE`; without it the
   * department's records are kept with the hub's own.
   * @throws ConfigError naming the variable and what it takes
   */
  of(department: string): { readonly variable: string; readonly url: string | undefined };
  /** `MUHUB_SOURCE_SECONDS`: how long a statement that reads may take there; 10 unless given. */
  readonly seconds: number;
}

/**
 * The variables of departments' databases. Loose: which departments there are is known further down, so that the variables
 * of any are kept until somebody asks.
 */
export const departmentDatabasesPart = z
  .looseObject({ MUHUB_SOURCE_SECONDS: wholeNumber({ usual: 10, least: 1, most: 3600 }) })
  .transform(({ MUHUB_SOURCE_SECONDS: seconds, ...others }): DepartmentDatabaseSettings => ({
    seconds,
    of: (department) => {
      const variable = `${department.toUpperCase()}_DATABASE_URL`;
      return { variable, url: readPart(addressOf(variable), others as Record<string, string | undefined>) };
    },
  }));
