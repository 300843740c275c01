import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './root.js';

/** Which hub this is. */
export const { version: VERSION } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { version: string };
