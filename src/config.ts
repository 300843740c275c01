import path from 'node:path';
import { ConfigError } from './config/config-error.js';
import { databaseUrl } from './config/database-url.js';
import { readDepartmentDatabases, type DepartmentDatabaseSettings } from './config/department-databases.js';
import { limitsBy, type Limits } from './config/limits.js';
import { readTlsSettings, type TlsSettings } from './config/tls.js';
import { readTokenSettings, type TokenSettings } from './config/tokens.js';

/** Where the hub keeps things and listens; read once at start. */
export interface Config {
  /** `DATABASE_URL`, or the text of the file `DATABASE_URL_FILE`: the PostgreSQL (15 or newer) to use; without it the hub runs one of its own. */
  readonly databaseUrl: string | undefined;
  /** `TAX_DATABASE_URL`, …: the databases that departments have of their own. */
  readonly departmentDatabases: DepartmentDatabaseSettings;
  /** `MUHUB_DATA_DIR`: embedded database, keys and locks; absolute. */
  readonly dataDir: string;
  /** `MUHUB_SCHEMES_DIR`: evaluation schemes and `facts.yaml`; absolute. */
  readonly schemesDir: string;
  /** `MUHUB_TREATMENTS_DIR`: land-tax rates, treatments and thresholds; absolute. */
  readonly treatmentsDir: string;
  /** `MUHUB_GRANTS_DIR`: the grants of files, grants/default/ the roles' floors; absolute. */
  readonly grantsDir: string;
  /** `MUHUB_DOCUMENTS_DIR`: the trusted documents; absolute. */
  readonly documentsDir: string;
  /** `MUHUB_COUNTY`: the jurisdiction that this hub serves, as its schemes name it; a zone committee sees its schemes only. */
  readonly county: string | undefined;
  /** `MUHUB_PURPOSE`: what the command line's reads are for, on record with each. */
  readonly purpose: string | undefined;
  /** `HOST`: 127.0.0.1 unless told. */
  readonly host: string;
  /** `PORT`: 4000 unless told; 0 takes any free one. */
  readonly port: number;
  /** `LOG_LEVEL` of pino. */
  readonly logLevel: string;
  /** `MUHUB_MAX_FILE_MB`: the largest handover file that is taken, 512 unless told. */
  readonly maxFileBytes: number;
  /** `MUHUB_MAX_…`: what a request, a token and a connection may ask of the hub. */
  readonly limits: Limits;
  /** `MUHUB_TOKEN_…`, `MUHUB_JWKS`, `MUHUB_REVOKED`: whose tokens are good. */
  readonly tokens: TokenSettings;
  /** `MUHUB_TLS_CERT`, `MUHUB_TLS_KEY`: what HTTPS is served with; undefined: plain HTTP. */
  readonly tls: TlsSettings | undefined;
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

/**
 * Reads the settings from the environment.
 * @param root the project's folder, for what ships with it
 * @throws ConfigError naming the variable and what it takes
 */
export function readConfig(root: string, env: NodeJS.ProcessEnv = process.env): Config {
  const logLevel = env.LOG_LEVEL ?? 'info';
  if (!LOG_LEVELS.includes(logLevel)) {
    throw new ConfigError(`LOG_LEVEL=${logLevel}：应为 ${LOG_LEVELS.join('、')} 之一`);
  }
  const dataDir = path.resolve(env.MUHUB_DATA_DIR || '.data');
  return {
    databaseUrl: databaseUrl(env, 'DATABASE_URL'),
    departmentDatabases: readDepartmentDatabases(env, wholeNumber('MUHUB_SOURCE_SECONDS', env.MUHUB_SOURCE_SECONDS, 10, 3600, 1)),
    dataDir,
    schemesDir: path.resolve(env.MUHUB_SCHEMES_DIR || path.join(root, 'schemes')),
    treatmentsDir: path.resolve(env.MUHUB_TREATMENTS_DIR || path.join(root, 'treatments')),
    grantsDir: path.resolve(env.MUHUB_GRANTS_DIR || path.join(root, 'grants')),
    documentsDir: path.resolve(env.MUHUB_DOCUMENTS_DIR || path.join(root, 'documents')),
    county: env.MUHUB_COUNTY || undefined,
    purpose: env.MUHUB_PURPOSE?.trim() || undefined,
    host: env.HOST || '127.0.0.1',
    port: wholeNumber('PORT', env.PORT, 4000, 65535),
    logLevel,
    maxFileBytes: wholeNumber('MUHUB_MAX_FILE_MB', env.MUHUB_MAX_FILE_MB, 512, 4096) * 1024 * 1024,
    limits: limitsBy(({ variable, usual, most }) => wholeNumber(variable, env[variable], usual, most, 1)),
    tokens: readTokenSettings(dataDir, env, (name, usual, most) => wholeNumber(name, env[name], usual, most)),
    tls: readTlsSettings(env),
  };
}

/** Whether whoever runs the hub asked to see where errors come from (`LOG_LEVEL=debug` or `trace`). */
export function isDebugging(env: NodeJS.ProcessEnv = process.env): boolean {
  return env.LOG_LEVEL === 'debug' || env.LOG_LEVEL === 'trace';
}

function wholeNumber(name: string, value: string | undefined, otherwise: number, most: number, least = 0): number {
  if (value === undefined || value === '') return otherwise;
  if (!/^\d+$/.test(value) || Number(value) > most || Number(value) < least) {
    throw new ConfigError(`${name}=${value}：应为 ${least} 到 ${most} 之间的整数`);
  }
  return Number(value);
}
