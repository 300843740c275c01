import type { Hub } from './hub.js';

/**
 * What of the hub's services never gives anything else at a data version and a standing: the records, what is worked out of
 * them, and what the hub was started with. Whatever is not listed here may have changed since.
 */
const VERSION_BOUND: ReadonlySet<PropertyKey> = new Set<keyof Hub>([
  'readers',
  'readersWithin',
  'schemes',
  'closed',
  'keptScheme',
  'publications',
  'publishedDigests',
  'vocabulary',
  'county',
  'grantFiles',
  'assess',
  'treatmentSets',
  'fileNames',
]);

/** The services of a hub as one request uses them, and whether it used one that may give something else next time. */
export class WatchedHub {
  readonly hub: Hub;
  /** Whether more was looked at than records of a data version and what the request began with. */
  looksFurther = false;

  constructor(hub: Hub) {
    const records: Hub['officeRecords'] = (reach) => this.#watched(hub.officeRecords(reach), () => false);
    // The books are opened with every request; it is reading in them that counts.
    this.hub = this.#watched({ ...hub, officeRecords: records }, (name) => name === 'officeRecords' || VERSION_BOUND.has(name));
  }

  #watched<T extends object>(services: T, isBound: (name: PropertyKey) => boolean): T {
    return new Proxy(services, {
      get: (of, name) => {
        if (!isBound(name)) this.looksFurther = true;
        return Reflect.get(of, name) as unknown;
      },
    });
  }
}
