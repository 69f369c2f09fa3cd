import type { UserId } from "../keys/user_id.ts";

/**
 * Who gives the inputs of a party of a program. An object of the same form does as well.
 *
 * @example
 * ```ts
 * import { InputPartyBinding } from "@nilvm/client";
 * import { PrivateKey, UserId } from "@nilvm/client/keys";
 * import { assertEquals } from "@std/assert";
 *
 * const user = UserId.fromPublicKey(PrivateKey.random().publicKey);
 *
 * assertEquals(new InputPartyBinding("bidder0", user).partyName, "bidder0");
 * ```
 */
export class InputPartyBinding {
  /** The party, by its name in the program. */
  readonly partyName: string;
  /**
   * The user who stands for the party. Nodes do not check that its inputs are values of this user:
   * whoever computes says so.
   */
  readonly user: UserId;

  /** Binds a party to a user. */
  constructor(partyName: string, user: UserId) {
    this.partyName = partyName;
    this.user = user;
  }
}
