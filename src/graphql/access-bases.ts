import { Access, type AccessBasis } from '../access/decide.js';
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
    { readonly onRecord: OnRecord; readonly today: string; readonly basis: AccessBasis; readonly viewers: Map<string, Access> } | undefined;

  /** @param files the grants of files that hold here */
  constructor(register: SharingRegister, files: readonly GrantFile[]) {
    this.#register = register;
    this.#files = files;
  }

  /** @param today YYYY-MM-DD in the county's time */
  accessOf(viewer: Viewer, act: SelectionAct, onRecord: OnRecord, today: string): Access {
    const { basis, viewers } = this.#at(onRecord, today);
    const key = JSON.stringify([act, viewer]);
    const known = viewers.get(key);
    if (known) return known;
    const access = new Access(basis, viewer, act);
    viewers.set(key, access);
    if (viewers.size > VIEWERS_KEPT) viewers.delete(viewers.keys().next().value!);
    return access;
  }

  #at(onRecord: OnRecord, today: string) {
    if (this.#current?.onRecord === onRecord && this.#current.today === today) return this.#current;
    const files = withoutWithdrawn(
      this.#files.map(({ grant }) => grant),
      onRecord.withdrawn,
    );
    const consents = new Set(onRecord.consents.filter(({ until }) => today <= until).map(({ key }) => key));
    const basis: AccessBasis = { register: this.#register, grants: [...files, ...onRecord.grants], today, consents };
    return (this.#current = { onRecord, today, basis, viewers: new Map<string, Access>() });
  }
}
