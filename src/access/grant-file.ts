import type { DocumentSource } from '../grading/scheme.js';
import type { DepartmentId } from '../grading/fact.js';
import type { Field, Section } from '../policy/fields.js';
import { parseSources } from '../policy/parse-sources.js';
import type { SchemeProblem } from '../policy/problem.js';
import { TreatmentReading } from '../policy/treatment-reading.js';
import { YamlFile } from '../policy/yaml-file.js';
import { ACTS, isNamedSet, namesCoordinate, partsNamed, ROWS_GRANTED, type Grant } from './grants.js';
import { DEPARTMENT_WORDS } from './sharing-words.js';
import type { SharingRegister } from './sharing.js';
import { ROLES, VIEWER_DEPARTMENTS, type Role } from './viewer.js';

/** The purpose that findings of land and tax are given for to anybody but the two offices (SHARING.md). */
export const LAND_TAX_PURPOSE = '以税节地';

/** A grant as a file gives it (SHARING.md, Grants are dated data). */
export interface GrantFile {
  readonly grant: Grant;
  readonly title: string;
  readonly jurisdiction: string;
  /** `example`: holds in the sample mode alone. */
  readonly status: 'complete' | 'partial' | 'example';
  readonly sources: readonly DocumentSource[];
  /** Who approved it, by department. */
  readonly approvedBy: ReadonlyMap<DepartmentId, string>;
}

export type ParsedGrantFile = { readonly file: GrantFile } | { readonly problems: readonly SchemeProblem[] };

const KEYS = [
  'grant',
  'title',
  'jurisdiction',
  'status',
  'sources',
  'notes',
  'to',
  'what',
  'except',
  'rows',
  'declared',
  'acts',
  'purpose',
  'from',
  'until',
  'approved_by',
];
const TO_KEYS = ['role', 'organisation', 'department', 'subject'];
/** Roles that no grant gives records to: who governs access sees none. */
const GOVERNING: readonly Role[] = ['auditor', 'security_admin', 'system_admin'];

/**
 * Reads a grant file, or finds every problem in it, with line and column.
 * @param isFloor whether it is a role's floor (grants/default/), which needs no department's approval
 */
export function parseGrantFile(text: string, fileName: string, register: SharingRegister, isFloor: boolean): ParsedGrantFile {
  const file = new YamlFile(fileName, text);
  if (file.isBroken) return { problems: file.inOrder() };
  const read = readGrant(new TreatmentReading(file), register, isFloor);
  return read && file.problems.length === 0 ? { file: read } : { problems: file.inOrder() };
}

function readGrant(reading: TreatmentReading, register: SharingRegister, isFloor: boolean): GrantFile | undefined {
  const section = reading.section(reading.root, KEYS);
  if (!section) return undefined;
  const id = reading.id(section, 'grant');
  const title = reading.must(section, 'title', (field) => reading.text(field));
  const jurisdiction = reading.must(section, 'jurisdiction', (field) => reading.text(field));
  const status = reading.status(section);
  const sources = parseSources(reading, section);
  reading.optionalText(section, 'notes');
  const to = reading.must(section, 'to', (field) => readTo(reading, field));
  const what = reading.must(section, 'what', (field) => names(reading, field, register));
  const except = reading.optional(section, 'except', (field) => names(reading, field, register));
  const rows = reading.must(section, 'rows', (field) => reading.oneOf(field, ROWS_GRANTED));
  const declared = reading.optional(section, 'declared', (field) => reading.oneOf(field, ['true', 'false'])) === 'true';
  const acts = reading.must(section, 'acts', (field) => (reading.list(field) ?? []).flatMap((item) => reading.oneOf(item, ACTS) ?? []));
  const purpose = reading.optional(section, 'purpose', (field) => reading.text(field));
  const from = reading.optional(section, 'from', (field) => reading.date(field));
  const until = reading.optional(section, 'until', (field) => reading.date(field));
  if (from !== undefined && until !== undefined && until < from)
    reading.report(section.get('until')!, `截止日 ${until} 早于起始日 ${from}；until 是最后一个有效日`);
  const approvedBy = reading.optional(section, 'approved_by', (field) => readApprovals(reading, field)) ?? new Map<DepartmentId, string>();
  if (!id || !title || !jurisdiction || !status || !to || !what || !rows || !acts) return undefined;
  const ground = sources.map(({ document, article }) => `${document}${article ? ` ${article}` : ''}`).join('；');
  const grant: Grant = {
    id,
    exact: false,
    to,
    what,
    except: except ?? [],
    rows,
    ...(declared && { declared }),
    acts,
    purpose,
    from,
    until,
    givenBy: isFloor ? undefined : [...approvedBy.keys()],
    ground,
  };
  checkMeaning(reading, section, grant, register);
  if (!isFloor) checkApprovals(reading, section, grant, register);
  return { grant, title, jurisdiction, status, sources, approvedBy };
}

function readTo(reading: TreatmentReading, field: Field): Grant['to'] | undefined {
  const section = reading.section(field, TO_KEYS);
  const role = section && reading.must(section, 'role', (each) => reading.oneOf(each, ROLES));
  if (!section || !role) return undefined;
  const text = (key: string) => reading.optional(section, key, (each) => reading.text(each));
  const department = reading.optional(section, 'department', (each) => reading.oneOf(each, VIEWER_DEPARTMENTS));
  if (department && role !== 'department')
    reading.report(section.get('department')!, `department 只用于角色 department，角色 ${role} 不看部门`);
  const [organisation, subject] = [text('organisation'), text('subject')];
  return { role, ...(organisation && { organisation }), ...(department && { department }), ...(subject && { subject }) };
}

/** Named sets and coordinates, each of which must be known. */
function names(reading: TreatmentReading, field: Field, { fields }: SharingRegister): readonly string[] {
  return (reading.list(field) ?? []).flatMap((item) => {
    const name = reading.text(item);
    if (name === undefined) return [];
    const known = isNamedSet(name) || [...fields.keys()].some((coordinate) => namesCoordinate(name, coordinate));
    if (!known)
      reading.report(
        item,
        `没有“${name}”这个字段或集合；字段坐标见共享目录（muhub access catalogue），集合为 records:<部门>、derived:<部门>、results`,
      );
    return known ? [name] : [];
  });
}

function readApprovals(reading: TreatmentReading, field: Field): ReadonlyMap<DepartmentId, string> | undefined {
  const section = reading.section(field, VIEWER_DEPARTMENTS);
  if (!section) return undefined;
  return new Map(
    section.keys.flatMap((key) => {
      const by = reading.text(section.get(key)!);
      return by === undefined ? [] : [[key as DepartmentId, by] as const];
    }),
  );
}

function checkMeaning(reading: TreatmentReading, section: Section, { to, what, rows, purpose }: Grant, { fields }: SharingRegister): void {
  const gives = [...fields].filter(([coordinate]) => what.some((name) => namesCoordinate(name, coordinate)));
  const isRecordOf = (set: string) => set.startsWith('records:') || set.startsWith('derived:');
  if (
    GOVERNING.includes(to.role) &&
    (what.some(isRecordOf) ||
      gives.some(([, { kind, department }]) => kind === 'DERIVED' || (kind === 'RECORD' && department !== 'county')))
  ) {
    reading.report(section.get('what')!, `角色 ${to.role} 是管理角色，任何授权都不能让它看到记录`);
  }
  const findings = gives.some(([, { named, madeOf }]) => named && madeOf.includes('tax') && madeOf.includes('land'));
  const isTheirs = to.role === 'tax_officer' || to.department === 'tax' || to.department === 'land' || to.role === 'enterprise';
  if (findings && !isTheirs && purpose !== LAND_TAX_PURPOSE) {
    reading.report(
      section.get('purpose') ?? section,
      `以地控税的疑点、任务和台账差异，除税务和自然资源部门外须写明用途 purpose: ${LAND_TAX_PURPOSE}`,
    );
  }
  if (rows === 'consented' && purpose === undefined)
    reading.report(section.get('rows')!, '按企业同意授权的，须写明用途 purpose，与企业同意的用途一致');
}

/** Every department whose part is given must have approved it. */
function checkApprovals(reading: TreatmentReading, section: Section, grant: Grant, { fields }: SharingRegister): void {
  const parts = new Set([...fields].flatMap(([coordinate, sharing]) => partsNamed({ ...grant, givenBy: undefined }, coordinate, sharing)));
  for (const part of [...parts].sort()) {
    if (!grant.givenBy?.includes(part))
      reading.report(
        section.get('approved_by') ?? section,
        `approved_by 缺少 ${part}（${DEPARTMENT_WORDS[part]}）：授权及于其数据，须由其批准`,
      );
  }
}
