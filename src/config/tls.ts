import { X509Certificate, createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { ConfigError } from './config-error.js';
import { readSecret } from './secret-file.js';
import { text } from './variable.js';

/** `MUHUB_TLS_CERT`, `MUHUB_TLS_KEY`: what HTTPS is served with, as PEM texts. */
export interface TlsSettings {
  /** The certificate, and those that it rests on. */
  readonly cert: string;
  readonly key: string;
  /** Where both were read, and are again when they are renewed. */
  readonly files: readonly string[];
}

/** The variables of HTTPS: it is served with both files, or not at all. */
export const tlsPart = z
  .object({ MUHUB_TLS_CERT: text(), MUHUB_TLS_KEY: text() })
  .refine(({ MUHUB_TLS_CERT: cert, MUHUB_TLS_KEY: key }) => !cert === !key, {
    error: 'MUHUB_TLS_CERT 和 MUHUB_TLS_KEY 须同时给出：证书文件和私钥文件',
  })
  .transform(({ MUHUB_TLS_CERT: cert, MUHUB_TLS_KEY: key }): TlsSettings | undefined => (cert && key ? readPair(cert, key) : undefined));

/** @throws ConfigError if they cannot be read, do not belong together, or the key is open to others */
function readPair(cert: string, key: string): TlsSettings {
  const settings = { cert: readText(cert), key: readSecret('MUHUB_TLS_KEY', key), files: [cert, key].map((file) => path.resolve(file)) };
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
