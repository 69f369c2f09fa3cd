import type { MessageInitShape } from "@bufbuild/protobuf";
import { InvalidArgumentError } from "../errors/mod.ts";
import type {
  InputPartyBindingSchema,
  OutputPartyBindingSchema,
} from "../gen/nillion/compute/v1/invoke_pb.ts";
import { checkUserId, type UserId } from "../keys/user_id.ts";

/**
 * Which user gives the inputs of a party. A plain object with the same properties works as well.
 *
 * @example Bind the parties of an auction
 * ```ts
 * import { InputPartyBinding, OutputPartyBinding, PrivateKey, UserId } from "@nilvm/client";
 * import { assertEquals } from "@std/assert";
 *
 * const [bidder, seller] = [1, 2].map(() => UserId.fromPublicKey(PrivateKey.random().publicKey));
 *
 * assertEquals(new InputPartyBinding("bidder0", bidder!).partyName, "bidder0");
 * assertEquals(new OutputPartyBinding("auctioneer", [seller!]).users.length, 1);
 * ```
 */
export class InputPartyBinding {
  /** The party's name in the program. */
  readonly partyName: string;
  /**
   * The user who gives the party's inputs. Nodes do not check that the inputs belong to this user: the user who runs
   * the program is free to bind any.
   */
  readonly user: UserId;

  /** Binds a party to a user. */
  constructor(partyName: string, user: UserId) {
    this.partyName = partyName;
    this.user = user;
  }
}

/**
 * Which users get the outputs of a party. A plain object with the same properties works as well.
 *
 * @example Let two users read the result
 * ```ts
 * import { OutputPartyBinding, PrivateKey, UserId } from "@nilvm/client";
 * import { assertEquals } from "@std/assert";
 *
 * const users = [1, 2].map(() => UserId.fromPublicKey(PrivateKey.random().publicKey));
 *
 * assertEquals(new OutputPartyBinding("auctioneer", users).users.length, 2);
 * ```
 */
export class OutputPartyBinding {
  /** The party's name in the program. */
  readonly partyName: string;
  /** The users who may read the party's outputs. */
  readonly users: readonly UserId[];

  /** Binds a party to users. */
  constructor(partyName: string, users: readonly UserId[]) {
    this.partyName = partyName;
    this.users = users;
  }
}

/**
 * The input bindings as protobuf messages.
 *
 * @throws {InvalidArgumentError} When a party has no name, is bound twice, or is not bound to a `UserId`.
 */
export function inputBindingsToWire(
  bindings: readonly InputPartyBinding[],
): MessageInitShape<typeof InputPartyBindingSchema>[] {
  checkParties("input", bindings);
  return bindings.map(({ partyName, user }) => ({ partyName, user: userToWire(partyName, user) }));
}

/**
 * The output bindings as protobuf messages.
 *
 * @throws {InvalidArgumentError} When a party has no name, is bound twice, or is not bound to at least one `UserId`.
 */
export function outputBindingsToWire(
  bindings: readonly OutputPartyBinding[],
): MessageInitShape<typeof OutputPartyBindingSchema>[] {
  checkParties("output", bindings);
  return bindings.map(({ partyName, users }) => {
    if (!Array.isArray(users)) {
      throw new InvalidArgumentError(`The output party ${partyName} takes a list of users`);
    }
    if (users.length === 0) {
      throw new InvalidArgumentError(
        `The output party ${partyName} is bound to no user, so nobody could read its outputs`,
      );
    }
    return { partyName, users: users.map((user) => userToWire(partyName, user)) };
  });
}

function checkParties(kind: "input" | "output", bindings: readonly { partyName: string }[]): void {
  if (!Array.isArray(bindings)) {
    throw new InvalidArgumentError(`A computation takes a list of ${kind} bindings`);
  }
  const bound = new Set<string>();
  for (const binding of bindings) {
    const partyName = binding?.partyName;
    if (typeof partyName !== "string" || partyName === "") {
      throw new InvalidArgumentError(`An ${kind} binding takes the name of a party as partyName`);
    }
    if (bound.has(partyName)) {
      throw new InvalidArgumentError(
        `The ${kind} party ${partyName} is bound twice; bind each party once`,
      );
    }
    bound.add(partyName);
  }
}

/**
 * A user as a protobuf message.
 *
 * @throws {InvalidArgumentError} When it is not a `UserId`; the message names the party.
 */
export function userToWire(partyName: string, user: UserId): { contents: Uint8Array } {
  return { contents: checkUserId(user, `The binding of party ${partyName}`).toBytes() };
}
