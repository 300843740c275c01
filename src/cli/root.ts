import { fileURLToPath } from 'node:url';

/** What ships with the hub: schemes, migrations, schema, the sample county. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
