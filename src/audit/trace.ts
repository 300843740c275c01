import type { Viewer } from '../access/viewer.js';
import type { DepartmentId } from '../grading/fact.js';
import { enterprisesDigest } from './enterprise-digest.js';
import type { AuditEvent, ReadDetail } from './event.js';

/** What one operation touched of one department. */
interface Touched {
  readonly coordinates: Set<string>;
  readonly enterprises: Set<string>;
  readonly withheld: Set<string>;
}

/** The operation as it was asked. */
export interface Asked {
  readonly viewer: Viewer;
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

  /** A field of a department was read, of these enterprises. */
  read(department: DepartmentId, coordinate: string, creditCodes: readonly string[]): void {
    const { coordinates, enterprises } = this.#of(department);
    coordinates.add(coordinate);
    for (const code of creditCodes) enterprises.add(code);
  }

  /** A field of a department was asked for and not given. */
  withheld(department: DepartmentId, coordinate: string): void {
    this.#of(department).withheld.add(coordinate);
  }

  /** The operation is answered, with errors of these codes. @param operation its name in its document */
  answered(operation: string | null, codes: readonly string[]): void {
    this.#operation = operation;
    this.#errors = new Set(codes);
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
  events(asked: Asked, digestKey: Uint8Array): AuditEvent[] {
    const { subject, role, purpose } = asked.viewer;
    // What never became an operation was no request as GraphQL knows them.
    const errors = [...(this.#errors ?? ['BAD_USER_INPUT'])].sort();
    // Departments that were read together are mostly read of the same enterprises.
    const digests = new Map<string, string | null>();
    const digestOf = (enterprises: ReadonlySet<string>) => {
      const codes = [...enterprises].sort();
      const key = codes.join();
      const digest = digests.has(key) ? digests.get(key)! : enterprisesDigest(digestKey, codes);
      digests.set(key, digest);
      return digest;
    };
    const touched = this.#touched.size > 0 ? [...this.#touched] : [[HOUSE, this.#of(HOUSE)] as const];
    return touched.map(([department, { coordinates, enterprises, withheld }]) => {
      const detail: ReadDetail = {
        ...{ role, purpose: purpose ?? null, operation: this.#operation, document: asked.document },
        coordinates: [...coordinates].sort(),
        enterprises: enterprises.size,
        enterprisesDigest: digestOf(enterprises),
        withheld: [...withheld].sort(),
        client: asked.client,
        errors,
        ...(this.#file ? { file: { ...this.#file } } : {}),
      };
      const refused = coordinates.size === 0 && (withheld.size > 0 || errors.length > 0);
      return { actor: subject, action: refused ? `${asked.act}_REFUSED` : asked.act, department, detail };
    });
  }

  #of(department: DepartmentId): Touched {
    const known = this.#touched.get(department);
    if (known) return known;
    const fresh: Touched = { coordinates: new Set(), enterprises: new Set(), withheld: new Set() };
    this.#touched.set(department, fresh);
    return fresh;
  }
}
