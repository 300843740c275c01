import { X509Certificate, createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ConfigError } from './config-error.js';
import { readSecret } from './secret-file.js';

/** What HTTPS is served with: PEM texts. */
export interface TlsSettings {
  /** The certificate, and those that it rests on. */
  readonly cert: string;
  readonly key: string;
}

/**
 * The certificate and key that the environment names.
 * @throws ConfigError if one is missing, they do not belong together, or the key is open to others
 */
export function readTlsSettings({ MUHUB_TLS_CERT: cert, MUHUB_TLS_KEY: key }: NodeJS.ProcessEnv): TlsSettings | undefined {
  if (!cert && !key) return undefined;
  if (!cert || !key) throw new ConfigError('MUHUB_TLS_CERT 和 MUHUB_TLS_KEY 须同时给出：证书文件和私钥文件');
  const settings = { cert: readText(cert), key: readSecret('MUHUB_TLS_KEY', key) };
  try {
    if (new X509Certificate(settings.cert).checkPrivateKey(createPrivateKey(settings.key))) return settings;
  } catch (error) {
    throw new ConfigError(`MUHUB_TLS_CERT ${cert} 或 MUHUB_TLS_KEY ${key} 不是 PEM 格式的证书和未加口令的私钥`, { cause: error });
  }
  throw new ConfigError(`MUHUB_TLS_CERT ${cert} 和 MUHUB_TLS_KEY ${key} 不是一对：私钥与证书不符`);
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new ConfigError(`MUHUB_TLS_CERT ${file}：读不出来`, { cause: error });
  }
}
