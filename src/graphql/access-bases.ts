import { Access, type AccessBasis, type CollectedStatistics } from '../access/decide.js';
import type { GrantFile } from '../access/grant-file.js';
import type { SelectionAct } from '../access/grants.js';
import type { SharingRegister } from '../access/sharing.js';
import type { Viewer } from '../access/viewer.js';
import { withoutWithdrawn, type OnRecord } from '../grants/standing.js';

/** Viewers whose decisions are kept at the same time. */
const VIEWERS_KEPT = 256;

/** The decisions of the moment: kept for each viewer until the grants on record or the day are others. */
export class AccessBases {
  readonly #register: SharingRegister;
  readonly #files: readonly GrantFile[];
  #current:
    | {
        readonly onRecord: OnRecord;
        readonly today: string;
        readonly collected: CollectedStatistics | undefined;
        readonly basis: AccessBasis;
        readonly viewers: Map<string, Access>;
      }
    | undefined;

  /** @param files the grants of files that hold here */
  constructor(register: SharingRegister, files: readonly GrantFile[]) {
    this.#register = register;
    this.#files = files;
  }

  /** Whether any grant hangs on who declared the statistics that a value is made of. */
  asksWhoDeclared({ grants }: OnRecord): boolean {
    return grants.some(({ declared }) => declared) || this.#files.some(({ grant }) => grant.declared);
  }

  /** @param today YYYY-MM-DD in the county's time @param collected what 统计局 collected, where that was asked for */
  accessOf(viewer: Viewer, act: SelectionAct, onRecord: OnRecord, today: string, collected?: CollectedStatistics): Access {
    const { basis, viewers } = this.#at(onRecord, today, collected);
    const key = JSON.stringify([act, viewer]);
    const known = viewers.get(key);
    if (known) return known;
    const access = new Access(basis, viewer, act);
    viewers.set(key, access);
    if (viewers.size > VIEWERS_KEPT) viewers.delete(viewers.keys().next().value!);
    return access;
  }

  #at(onRecord: OnRecord, today: string, collected: CollectedStatistics | undefined) {
    const current = this.#current;
    const isSame = current?.onRecord === onRecord && current.today === today && isSameStatistics(current.collected, collected);
    if (isSame) return current;
    const files = withoutWithdrawn(
      this.#files.map(({ grant }) => grant),
      onRecord.withdrawn,
    );
    const consents = new Set(onRecord.consents.filter(({ until }) => today <= until).map(({ key }) => key));
    const basis: AccessBasis = { register: this.#register, grants: [...files, ...onRecord.grants], today, consents, collected };
    return (this.#current = { onRecord, today, collected, basis, viewers: new Map<string, Access>() });
  }
}

/** Of the same data versions, as they were read. */
function isSameStatistics(one: CollectedStatistics | undefined, other: CollectedStatistics | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return one.size === other.size && [...one].every(([version, years]) => other.get(version) === years);
}
