import { nodeId } from '../../src/graphql/node-id.js';
import type { Hub } from '../../src/graphql/hub.js';
import type { OnRecord } from '../../src/grants/standing.js';
import { sampleServer, shippedGrants, type TestServer } from '../graphql/hub-server.js';
import { FLOORS, schema } from './access-for.js';
import type { Known } from './excess.js';
import type { Asker, Firm } from './plain-reference.js';
import { Documents } from './random-document.js';
import type { County } from './random-standing.js';
import { plainSchemes } from './scheme-reference.js';

export const SCHEME = 'example-ratio-2024';
export const YEAR = 2024;
export const NOBODY = '91339901MA2AAAAA0Y';
const MANY = 80;

/** The sample county with the roles' floors alone, of which a test says what is on record besides, and all that is known of it. */
export async function sharingSetting() {
  const injected: { onRecord: OnRecord } = { onRecord: { grants: [], withdrawn: [], consents: [] } };
  const floors = shippedGrants().filter(({ grant }) => FLOORS.some(({ id }) => id === grant.id));
  const hub = (opened: Hub): Hub => ({
    ...opened,
    standing: async () => {
      const { version, published, onRecord } = await opened.standing();
      const { grants, withdrawn, consents } = injected.onRecord;
      return {
        version,
        published,
        onRecord: {
          grants: [...onRecord.grants, ...grants],
          withdrawn: [...onRecord.withdrawn, ...withdrawn],
          consents: [...onRecord.consents, ...consents],
        },
      };
    },
  });
  const server = await sampleServer({ hub, grantFiles: floors });
  /** The same hub once more, asked the same questions in another order, and keeping no answer. */
  const other = await sampleServer({ hub, grantFiles: floors, database: server.database, keepsAnswers: false });
  const { pool } = server.database;
  const { rows: firms } = await pool.query<Firm>(
    'select credit_code as code, zone, town from enterprise where superseded is null order by 1',
  );
  const { rows: parcels } = await pool.query<{ unit: string }>(
    'select distinct unit_code as unit from land_parcel where superseded is null order by 1 limit 400',
  );
  const codes = firms.map(({ code }) => code);
  const county: County = {
    ...{ codes, year: YEAR },
    zones: [...new Set(firms.flatMap(({ zone }) => zone ?? []))],
    towns: [...new Set(firms.flatMap(({ town }) => town ?? []))],
  };
  const known = await knownOf(server, firms);
  const { data } = await server.ask({ role: 'tax_officer' }, `{ landTaxFindings(year: ${YEAR}, first: 200) { nodes { id } } }`);
  const units = parcels.map(({ unit }) => unit);
  const documents = new Documents(schema, {
    codes: [...codes.slice(0, MANY), NOBODY],
    zones: county.zones,
    units,
    schemes: [...known.schemes.keys()],
    ids: [
      ...codes.slice(0, 60).map((code) => nodeId('Enterprise', code)),
      ...units.slice(0, 60).map((unit) => nodeId('Parcel', unit)),
      ...(data.landTaxFindings.nodes as { id: string }[]).map(({ id }) => id),
    ],
  });
  return { server, other, injected, pool, firms, county, known, documents };
}

/** Whose each parcel, source and finding is, read off the tables; under each scheme, in which group each enterprise is. */
async function knownOf({ hub, database: { pool } }: TestServer, firms: readonly Firm[]): Promise<Known> {
  const byCode = new Map(firms.map((firm) => [firm.code, firm]));
  const parties = new Map<string, Firm[]>();
  const add = (key: string, code: string | null | undefined) => {
    const firm = code ? byCode.get(code) : undefined;
    if (firm) parties.set(key, [...(parties.get(key) ?? []), firm]);
  };
  const { rows: titles } = await pool.query<{ unit: string; code: string }>(`
    select unit_code as unit, e.credit_code as code from land_parcel p join enterprise e on e.superseded is null
      and (e.credit_code = p.holder_id or (coalesce(p.holder_id, '') = '' and e.registered and e.folded_name = p.folded_holder_name))
    where p.superseded is null`);
  const { rows: sources } = await pool.query<{ source: string; unit: string | null; code: string }>(`
    select s.source_id as source, p.unit_code as unit, s.taxpayer_id as code from tax_land_source s
      left join land_parcel p on left(p.unit_code, 19) = left(s.unit_code, 19) and p.superseded is null where s.superseded is null`);
  for (const { unit, code } of titles) add(unit, code);
  for (const { source, unit, code } of sources) {
    if (!parties.has(source)) add(source, code);
    if (unit !== null) add(unit, code);
  }
  const { version } = await hub.standing();
  const plain = new Map(plainSchemes().map((scheme) => [scheme.id, scheme]));
  const schemes = new Map<string, typeof plain extends Map<string, infer S> ? S : never>();
  const groups = new Map<string, ReadonlyMap<string, string | undefined>>();
  for (const scheme of hub.schemes) {
    for (const year of [YEAR, YEAR - 1]) {
      const assessed = await hub.assess({ scheme, year, version }).catch(() => undefined);
      if (!assessed) continue;
      const { id } = scheme.scheme;
      schemes.set(id, plain.get(id)!);
      groups.set(`${id} ${year}`, new Map(assessed.assessment.results.map(({ creditCode, group }) => [creditCode, group?.id])));
      const { found } = await hub.findLandTax({ year, version, assessed: { ...assessed, scheme, version } as never });
      for (const finding of found)
        if (!parties.has(finding.id)) for (const code of [finding.holder, finding.taxpayer]) add(finding.id, code);
    }
  }
  return {
    ...{ firms: byCode, parties, schemes, county: '示例县' },
    groupOf: (scheme, year, code) => groups.get(`${scheme} ${year}`)?.get(code),
  };
}

/** The answer, as it was sent. */
export async function textOf(at: TestServer, asker: Asker, query: string): Promise<string> {
  const response = await fetch(`${at.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await at.token(asker as never)}` },
    body: JSON.stringify({ query }),
  });
  return response.text();
}
