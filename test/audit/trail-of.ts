import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import type { AuditEvent } from '../../src/audit/event.js';
import { AuditTrail } from '../../src/audit/trail.js';
import type { Database } from '../../src/db/database.js';
import { chainKeyPlace } from '../database/keyed.js';

/** A trail on a test database; its anchors and key in a folder of its own. */
export async function trailOf(
  { url }: Database,
  dataDir = mkdtempSync(path.join(tmpdir(), 'muhub-audit-')),
): Promise<AuditTrail & { dataDir: string }> {
  const trail = await AuditTrail.open({ ...chainKeyPlace(), url, dataDir, onTrouble: () => undefined });
  afterAll(() => trail.close());
  return Object.assign(trail, { dataDir });
}

/** A read of some department. */
export function readOf(department: AuditEvent['department'], n = 0): AuditEvent {
  return { actor: 'test', action: 'READ', department, detail: { n, coordinates: ['TaxRecord.vatNet'] } };
}
