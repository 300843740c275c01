import { missingParts } from '../../access/decision.js';
import { Refusal } from '../../access/refusal.js';
import type { Trace } from '../../audit/trace.js';
import type { Beginning, Foundation } from '../foundation.js';
import { answerPages } from './answer-pages.js';
import type { Row } from './column.js';
import { isVersioned, partsTag, RowsTag } from './entity-tag.js';
import type { ExportRequest } from './export-request.js';
import type { Exportable } from './exportable.js';
import { FORMATS, type FormatName } from './formats.js';
import { Spool } from './spool.js';
import { withheldColumns, type Table, type WithheldColumns } from './table-file.js';
import { tableRows } from './table-rows.js';
import { watermarkOf, type Watermark } from './watermark.js';

/** What a request for a file comes to, before anything of it is sent. */
export interface Made {
  readonly tag: string;
  readonly watermark: Watermark;
  /** Undefined: the caller has the file already. */
  readonly file: { readonly spool: Spool; readonly withheld: readonly WithheldColumns[] } | undefined;
}

/** What making a file needs besides its request. */
export interface Workshop {
  readonly foundation: Foundation;
  /** Digest of the schemes and treatments that the hub runs with. */
  readonly policy: string;
  /** Where large files lie until they are sent. */
  readonly folder: string;
}

/** A file that is asked for. */
export interface Order {
  readonly exportable: Exportable;
  readonly request: ExportRequest;
  readonly format: FormatName;
  /** Whether the caller has what bears this tag. */
  readonly has: (tag: string) => boolean;
  /** Told before each page; throws to stop. */
  readonly goOn: () => void;
}

/**
 * Makes the file of an answer, whole, or finds that the caller has it.
 * @throws AnswerFailed, Refusal FORBIDDEN where the rows themselves were not granted
 */
export async function makeFile({ foundation, policy, folder }: Workshop, order: Order, beginning: Beginning, trace: Trace): Promise<Made> {
  const { exportable, request, format } = order;
  const { document, plan } = exportable;
  const { context, now } = beginning;
  const version = await context.version(request.variables['asOf'] instanceof Date ? request.variables['asOf'] : undefined);
  const watermark = watermarkOf(context.viewer, now, version);
  const took = (rows: number | null) => trace.tookAway({ document: document.name, format, dataVersion: version, rows });
  const form = [document.hash, format, request.form.headers, request.form.encoding];
  const known = isVersioned(plan.roots)
    ? partsTag({ ...(await partsOf(beginning)), policy, document: document.hash, variables: request.variables, form })
    : undefined;
  if (known !== undefined && order.has(known)) {
    readAgain(exportable, foundation, beginning, trace);
    took(null);
    return { tag: known, watermark, file: undefined };
  }

  const spool = new Spool(folder);
  const byRows = known === undefined ? new RowsTag([policy, ...form]) : undefined;
  let count = 0;
  const rows = async function* (): AsyncGenerator<readonly Row[]> {
    for await (const data of answerPages(plan, { schema: foundation.schema, context, variables: request.given, goOn: order.goOn })) {
      const batch = [...tableRows(plan, data)];
      count += batch.length;
      byRows?.add(batch);
      yield batch;
    }
  };
  const headers = plan.columns.map(({ name, title }) => (request.form.headers === 'zh' ? title : name));
  const table: Table = {
    ...{
      headers,
      language: request.form.headers,
      watermark,
      rows: rows(),
      columns: plan.columns,
      name: document.name,
      title: document.notes.title ?? document.name,
    },
    withheld: () => withheldColumns(context.withheld.list(), { columns: plan.columns, headers }),
  };
  try {
    for await (const chunk of FORMATS[format].write(table, request.form.encoding)) await spool.write(chunk);
    const closed = plan.steps.find(({ coordinate }) => context.withheld.list().some((each) => each.coordinate === coordinate));
    if (closed) throw new Refusal('FORBIDDEN', `无权导出 ${closed.coordinate}；需要时请向数据归属部门申请授权`);
    const tag = known ?? byRows!.done();
    const same = order.has(tag);
    took(same ? null : count);
    if (same) await spool.drop();
    return { tag, watermark, file: same ? undefined : { spool, withheld: table.withheld() } };
  } catch (error) {
    await spool.drop();
    throw error;
  }
}

async function partsOf({ context, version }: Beginning) {
  const { viewer, basis } = context.access;
  const publications = (await context.hub.publications()).map(({ id }) => id);
  return { viewer, version, grants: basis.grants, consents: [...basis.consents].sort(), publications, today: context.today };
}

/** To be told that nothing changed is to read it again: what the document names and the viewer may take is on record. */
function readAgain({ plan }: Exportable, { register }: Foundation, { context }: Beginning, trace: Trace): void {
  for (const coordinate of new Set(plan.columns.flatMap(({ coordinates }) => coordinates))) {
    const department = register.fields.get(coordinate)?.department ?? 'county';
    const decision = context.access.of(coordinate);
    const isSome = decision.some.some(({ departments }) => departments.has(department));
    if (isSome || missingParts(decision, [department]).length === 0) trace.read(department, coordinate, []);
    else trace.withheld(department, coordinate);
  }
}
