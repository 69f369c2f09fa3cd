import type { UserId } from "../keys/user_id.ts";

/**
 * Who gets the outputs of a party of a program. An object of the same form does as well.
 *
 * @example
 * ```ts
 * import { OutputPartyBinding } from "@nilvm/client";
 * import { PrivateKey, UserId } from "@nilvm/client/keys";
 * import { assertEquals } from "@std/assert";
 *
 * const user = UserId.fromPublicKey(PrivateKey.random().publicKey);
 *
 * assertEquals(new OutputPartyBinding("auctioneer", [user]).users.length, 1);
 * ```
 */
export class OutputPartyBinding {
  /** The party, by its name in the program. */
  readonly partyName: string;
  /** The users who may read them. */
  readonly users: readonly UserId[];

  /** Binds a party to users. */
  constructor(partyName: string, users: readonly UserId[]) {
    this.partyName = partyName;
    this.users = users;
  }
}
