import { accountPart, type AccountSettings } from './account.js';
import { anchorsPart, type AnchorSettings } from './anchors.js';
import { chainKeyPart, type ChainKeySettings } from './chain-key.js';
import { countyPart, type CountySettings } from './county.js';
import { databasePart, type DatabaseSettings } from './database.js';
import { departmentDatabasesPart, type DepartmentDatabaseSettings } from './department-databases.js';
import { foldersPart, type FolderSettings } from './folders.js';
import { handoverFilesPart, type HandoverFileSettings } from './handover-files.js';
import { intakeFolderPart, type IntakeFolderSettings } from './intake-folder.js';
import { identityPart, type IdentitySettings } from './identity.js';
import { leavingPart, type LeavingSettings } from './leaving.js';
import { limitsPart, type Limits } from './limits.js';
import { listeningPart, type ListeningSettings } from './listening.js';
import { logPart, type LogSettings } from './log.js';
import { readPart, type Environment } from './part.js';
import { proxiesPart, type ProxySettings } from './proxies.js';
import { publicAddressPart, type PublicAddressSettings } from './public-address.js';
import { purposePart, type PurposeSettings } from './purpose.js';
import { secondFactorPart, type SecondFactorSettings } from './second-factor.js';
import { tlsPart, type TlsSettings } from './tls.js';
import { tokensPart, type TokenSettings } from './tokens.js';

/** How the hub is set up; read once at start. Each part says in its own file which variables it is read from. */
export interface Config
  extends
    AccountSettings,
    AnchorSettings,
    ChainKeySettings,
    CountySettings,
    DatabaseSettings,
    FolderSettings,
    HandoverFileSettings,
    IntakeFolderSettings,
    LeavingSettings,
    ListeningSettings,
    LogSettings,
    ProxySettings,
    PublicAddressSettings,
    PurposeSettings,
    SecondFactorSettings {
  /** The databases that departments have of their own. */
  readonly departmentDatabases: DepartmentDatabaseSettings;
  /** What a request, a token and a connection may ask of the hub. */
  readonly limits: Limits;
  /** Whose tokens are good. */
  readonly tokens: TokenSettings;
  /** Where people sign in by OpenID Connect; undefined: nowhere. */
  readonly identity: IdentitySettings | undefined;
  /** What HTTPS is served with; undefined: plain HTTP. */
  readonly tls: TlsSettings | undefined;
}

/** What HTTPS is served with, read alone: other secrets may be closed to a hub that gave root up. @throws ConfigError */
export function readTls(environment: Environment = process.env): TlsSettings | undefined {
  return readPart(tlsPart, environment);
}

/**
 * Reads the settings from the environment.
 * @param root the project's folder, for what ships with it
 * @param dataDir in place of what they say of the data folder
 * @throws ConfigError naming the variable and what it takes
 */
export function readConfig(root: string, given: Environment = process.env, dataDir?: string): Config {
  const environment = dataDir === undefined ? given : { ...given, MUHUB_DATA_DIR: dataDir };
  const folders = readPart(foldersPart(root), environment);
  return {
    ...folders,
    ...readPart(logPart, environment),
    ...readPart(accountPart, environment),
    ...readPart(anchorsPart, environment),
    ...readPart(chainKeyPart, environment),
    ...readPart(databasePart, environment),
    departmentDatabases: readPart(departmentDatabasesPart, environment),
    ...readPart(countyPart, environment),
    ...readPart(purposePart, environment),
    ...readPart(listeningPart, environment),
    ...readPart(leavingPart, environment),
    ...readPart(proxiesPart, environment),
    ...readPart(publicAddressPart, environment),
    ...readPart(secondFactorPart, environment),
    ...readPart(handoverFilesPart, environment),
    ...readPart(intakeFolderPart, environment),
    identity: readPart(identityPart, environment),
    limits: readPart(limitsPart, environment),
    tokens: readPart(tokensPart(folders.dataDir), environment),
    tls: readPart(tlsPart, environment),
  };
}
