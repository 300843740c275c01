import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { AuditTrail } from '../src/audit/trail.js';
import { USUAL_LIMITS } from '../src/config/limits.js';
import { openDatabase } from '../src/db/database.js';
import { departmentVocabulary } from '../src/departments/vocabulary.js';
import { grantsInForce, readGrantFiles } from '../src/grants/grant-files.js';
import { openHub } from '../src/graphql/open-hub.js';
import { createSchema } from '../src/graphql/schema.js';
import { createServer } from '../src/http/server.js';
import { openTokenKey } from '../src/http/tokens/hub-keys.js';
import { signToken } from '../src/http/tokens/sign.js';
import { tokenVerifier } from '../src/http/tokens/verify.js';
import { loadSchemes } from '../src/policy/registry.js';
import { loadTreatments } from '../src/policy/treatment-registry.js';
import { ZONE } from './county.js';

/**
 * The hub as `serve` has it, with audit and grants on; tells its parent its address and the token of a committee that the
 * grants of a folder let read four departments in its own zone.
 */
const [, , dataDir, grants, fresh] = process.argv;
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const database = await openDatabase({ databaseUrl: undefined, dataDir: dataDir! }, { say: () => undefined, dropped: () => undefined });
const registry = await loadSchemes(path.join(ROOT, 'schemes'), departmentVocabulary);
const treatments = await loadTreatments(path.join(ROOT, 'treatments'), registry.vocabulary);
const { register } = createSchema();
const { files, problems } = readGrantFiles(grants!, register);
if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join('\n'));
const trail = await AuditTrail.open({ url: database.url, dataDir: dataDir!, onTrouble: (what) => process.stderr.write(`${what}\n`) });
const key = await openTokenKey(dataDir!);
const server = await createServer({
  hub: openHub(database, registry, treatments, { county: '示例县', grantFiles: grantsInForce({ files, problems }, '示例县', true) }),
  trail,
  log: pino({ level: 'silent' }),
  mode: 'sample',
  keepsAnswers: fresh !== 'true',
  verify: tokenVerifier({ own: async () => [key] }),
  limits: { ...USUAL_LIMITS, perMinute: 10_000_000 },
});
process.send!({
  url: `${await server.listen({ host: '127.0.0.1', port: 0 })}/graphql`,
  token: await signToken(key, { subject: 'bench', role: 'zone_committee', zones: [ZONE], purpose: '亩均评价' }),
});
process.once('disconnect', async () => {
  await server.close();
  await trail.close();
  await database.close();
});
