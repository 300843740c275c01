import { databaseUrl } from './database-url.js';

/** Departments' own databases. */
export interface DepartmentDatabaseSettings {
  /**
   * `TAX_DATABASE_URL`, `LAND_DATABASE_URL`, … or the text of the file `…_DATABASE_URL_FILE`; without it the
   * department's records are kept with the hub's own.
   * @throws ConfigError naming the variable and what it takes
   */
  of(department: string): { readonly variable: string; readonly url: string | undefined };
  /** `MUHUB_SOURCE_SECONDS`: how long a statement that reads may take there; 10 unless told. */
  readonly seconds: number;
}

export function readDepartmentDatabases(env: NodeJS.ProcessEnv, seconds: number): DepartmentDatabaseSettings {
  return {
    seconds,
    of: (department) => {
      const variable = `${department.toUpperCase()}_DATABASE_URL`;
      return { variable, url: databaseUrl(env, variable) };
    },
  };
}
