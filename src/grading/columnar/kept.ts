import type { Steps } from '../steps.js';

/**
 * What one grade made and the next of the same population may use again: as it was asked for, by name. Whatever a
 * grade did not ask for is dropped when the next begins, so that nothing piles up.
 */
export class Kept {
  private before = new Map<string, unknown>();
  private now = new Map<string, unknown>();

  /** A grade begins. */
  begin(): void {
    this.before = this.now;
    this.now = new Map();
  }

  /** The thing of that name, made where it is new. The name must say everything that it is made of. */
  read<Thing>(name: string, make: () => Thing): Thing {
    const thing = this.now.get(name) ?? this.before.get(name) ?? make();
    this.now.set(name, thing);
    return thing as Thing;
  }

  /** The same of a thing that is made in steps. */
  *readInSteps<Thing>(name: string, make: () => Steps<Thing>): Steps<Thing> {
    const thing = this.now.get(name) ?? this.before.get(name) ?? (yield* make());
    this.now.set(name, thing);
    return thing as Thing;
  }
}
