import { enterprisesIn } from './enterprises-in.js';

/** Knows, for one request, of which zone the enterprise is that a value of the answer belongs to. */
export class RowZones {
  readonly #known = new WeakMap<object, string | null>();

  /** The zone; null: of none, or of several; undefined: of no single enterprise. */
  of(source: unknown): string | null | undefined {
    if (typeof source !== 'object' || source === null) return undefined;
    if ('zone' in source) return typeof source.zone === 'string' ? source.zone : null;
    if ('record' in source) return this.of(source.record);
    return this.#known.get(source);
  }

  /** What a field of a row gives belongs to the same enterprise, unless it says that it is another's. */
  pass(source: unknown, value: unknown): void {
    const zone = this.of(source);
    if (zone === undefined || typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) return value.forEach((each) => this.pass(source, each));
    if ('zone' in value || 'record' in value) return;
    const own = enterprisesIn(source);
    const another = enterprisesIn(value).some((code) => own.length > 0 && !own.includes(code));
    const before = this.#known.get(value);
    this.#known.set(value, another || (before !== undefined && before !== zone) ? null : zone);
  }
}
