import type { Contract } from './contract.js';
import { holderOf } from './holder.js';
import type { LandOn } from './land-on.js';

/** Which enterprise holds which contract on a day. */
export class Holders {
  readonly #enterprises = new Map<string, string>();
  readonly #contracts = new Map<string, Contract[]>();

  constructor(land: LandOn) {
    for (const [number, contract] of land.contracts) {
      const party = holderOf(contract, land);
      const enterprise = party === null ? undefined : land.enterpriseOf(party);
      if (enterprise === undefined) continue;
      this.#enterprises.set(number, enterprise);
      if (!contract.isLive) continue;
      const known = this.#contracts.get(enterprise);
      if (known) known.push(contract);
      else this.#contracts.set(enterprise, [contract]);
    }
  }

  /** The credit code of the enterprise that holds a contract; undefined where none is known by its document. */
  of(contract: Contract): string | undefined {
    return this.#enterprises.get(contract.supply.number);
  }

  /** The live contracts of an enterprise. */
  contractsOf(creditCode: string): readonly Contract[] {
    return this.#contracts.get(creditCode) ?? [];
  }
}
