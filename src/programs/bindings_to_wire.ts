import type { MessageInitShape } from "@bufbuild/protobuf";
import { InvalidArgumentError } from "../errors/mod.ts";
import type {
  InputPartyBindingSchema,
  OutputPartyBindingSchema,
} from "../gen/nillion/compute/v1/invoke_pb.ts";
import { checkUserId } from "../keys/check_user_id.ts";
import type { UserId } from "../keys/user_id.ts";
import type { InputPartyBinding } from "./input_party_binding.ts";
import type { OutputPartyBinding } from "./output_party_binding.ts";

/** The messages that say who gives inputs. */
export function inputBindingsToWire(
  bindings: readonly InputPartyBinding[],
): MessageInitShape<typeof InputPartyBindingSchema>[] {
  checkParties("input", bindings);
  return bindings.map(({ partyName, user }) => ({ partyName, user: userToWire(partyName, user) }));
}

/** The messages that say who gets outputs. */
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
      throw new InvalidArgumentError(`An ${kind} binding takes the name of a party`);
    }
    if (bound.has(partyName)) {
      throw new InvalidArgumentError(`The ${kind} party ${partyName} is bound twice`);
    }
    bound.add(partyName);
  }
}

function userToWire(partyName: string, user: UserId): { contents: Uint8Array } {
  return { contents: checkUserId(user, `The party ${partyName} is bound to`).toBytes() };
}
