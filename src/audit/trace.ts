import type { Act } from '../access/grants.js';
import type { Viewer } from '../access/viewer.js';
import type { DepartmentId } from '../grading/fact.js';
import { enterprisesDigest } from './enterprise-digest.js';
import type { AuditEvent, ReadDetail } from './event.js';

/** What one operation touched of one department. */
interface Touched {
  readonly coordinates: Set<string>;
  readonly enterprises: Set<string>;
  readonly withheld: Set<string>;
  /** Fields that were used by other ways than being selected: `ORDER Grade.total`. */
  readonly ways: Set<string>;
}

/** The operation as it was asked. */
export interface Asked {
  /** Whoever asked; the command line's reader has no role of a token. */
  readonly viewer: Pick<Viewer, 'subject' | 'purpose'> & { readonly role: string };
  /** The client's address. */
  readonly client: string;
  /** `sm3:` and the hex SM3 of the document's text. */
  readonly document: string | null;
  /** `EXPORT`: the answer leaves as a file. */
  readonly act: 'READ' | 'EXPORT';
}

/** A file that an answer left as. */
export interface TakenFile {
  /** The document's name. */
  readonly document: string;
  readonly format: string;
  readonly dataVersion: number;
  /** Null: the caller has it already, and was told so (304). */
  readonly rows: number | null;
}

/** Whose record it is where an operation touched no department's data: the hub is the county's. */
const HOUSE: DepartmentId = 'county';

/** Collects what one operation reads, department by department, and never what the values are. */
export class Trace {
  readonly #touched = new Map<DepartmentId, Touched>();
  #errors: ReadonlySet<string> | undefined;
  #operation: string | null = null;
  #file: TakenFile | undefined;
  #repeated: Trace | undefined;
  #again: { readonly client: string; readonly events: readonly AuditEvent[] } | undefined;

  /** A field of a department was read, of these enterprises. @param act by which way, unless it was selected */
  read(department: DepartmentId, coordinate: string, creditCodes: readonly string[], act?: Act): void {
    const { coordinates, enterprises, ways } = this.#of(department);
    coordinates.add(coordinate);
    if (act) ways.add(`${act} ${coordinate}`);
    for (const code of creditCodes) enterprises.add(code);
  }

  /** A field of a department was asked for and not given. @param act by which way, unless it was selected */
  withheld(department: DepartmentId, coordinate: string, act?: Act): void {
    const { withheld, ways } = this.#of(department);
    withheld.add(coordinate);
    if (act) ways.add(`${act} ${coordinate}`);
  }

  /** The operation is answered, with errors of these codes. @param operation its name in its document */
  answered(operation: string | null, codes: readonly string[]): void {
    this.#operation = operation;
    this.#errors = new Set(codes);
  }

  /** Whether the operation was answered, and without an error. */
  get isFlawless(): boolean {
    return this.#errors?.size === 0;
  }

  /** The operation was answered as an earlier one was, and touched what that touched. */
  repeats(earlier: Trace): void {
    this.#repeated = earlier;
  }

  /** The answer leaves as this file, or was found to be the one that the caller has. */
  tookAway(file: TakenFile): void {
    this.#file = file;
  }

  /** It ended with this code before it could be answered. */
  refused(code: string): void {
    this.#errors = new Set([code]);
  }

  /** One event for each department that was touched, one for the county if none was. */
  events(asked: Asked, digestKey: Uint8Array): readonly AuditEvent[] {
    return this.#repeated ? this.#repeated.#eventsAgain(asked, digestKey) : this.#eventsOf(asked, digestKey);
  }

  /** Of the same question by the same viewer: the same events, for as long as it comes from the same address. */
  #eventsAgain(asked: Asked, digestKey: Uint8Array): readonly AuditEvent[] {
    if (this.#again?.client !== asked.client) this.#again = { client: asked.client, events: this.#eventsOf(asked, digestKey) };
    return this.#again.events;
  }

  #eventsOf(asked: Asked, digestKey: Uint8Array): AuditEvent[] {
    const { subject, role, purpose } = asked.viewer;
    // What never became an operation was no request as GraphQL knows them.
    const errors = [...(this.#errors ?? ['BAD_USER_INPUT'])].sort();
    const [operation, file] = [this.#operation, this.#file];
    // Departments that were read together are mostly read alike: then lists are made once, and details that are the same shared.
    const namesOf = oncePerSet((names) => [...names].sort());
    const details: ReadDetail[] = [];
    const detailOf = (department: DepartmentId, { coordinates, enterprises, withheld, ways }: Touched): ReadDetail => {
      const [read, digest, left, used] = [
        namesOf(coordinates),
        enterprisesDigest(digestKey, { department, reader: subject }, namesOf(enterprises)),
        namesOf(withheld),
        ways.size > 0 ? namesOf(ways) : undefined,
      ];
      const alike = details.find(
        (each) => each.coordinates === read && each.enterprisesDigest === digest && each.withheld === left && each.ways === used,
      );
      if (alike) return alike;
      const { document, client } = asked;
      // Spelled out, since spreads cost more than all that is worked out here.
      const of = {
        role,
        purpose: purpose ?? null,
        operation,
        document,
        coordinates: read,
        enterprises: enterprises.size,
        enterprisesDigest: digest,
        withheld: left,
        client,
        errors,
      };
      const detail: ReadDetail = file || used ? { ...of, ...(used && { ways: used }), ...(file && { file: { ...file } }) } : of;
      details.push(detail);
      return detail;
    };
    const touched = this.#touched.size > 0 ? [...this.#touched] : [[HOUSE, this.#of(HOUSE)] as const];
    return touched.map(([department, each]) => {
      const refused = each.coordinates.size === 0 && (each.withheld.size > 0 || errors.length > 0);
      return { actor: subject, action: refused ? `${asked.act}_REFUSED` : asked.act, department, detail: detailOf(department, each) };
    });
  }

  #of(department: DepartmentId): Touched {
    const known = this.#touched.get(department);
    if (known) return known;
    const fresh: Touched = { coordinates: new Set(), enterprises: new Set(), withheld: new Set(), ways: new Set() };
    this.#touched.set(department, fresh);
    return fresh;
  }
}

/** What some work gives of a set, done once for sets with the same members. */
function oncePerSet<T>(work: (set: ReadonlySet<string>) => T): (set: ReadonlySet<string>) => T {
  const done: { readonly set: ReadonlySet<string>; readonly made: T }[] = [];
  return (set) => {
    const known = done.find((each) => same(each.set, set));
    if (known) return known.made;
    const made = work(set);
    done.push({ set, made });
    return made;
  };
}

function same(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  if (a.size !== b.size) return false;
  for (const member of a) if (!b.has(member)) return false;
  return true;
}
