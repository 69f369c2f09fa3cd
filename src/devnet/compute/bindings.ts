import { Code } from "@connectrpc/connect";
import type {
  InputPartyBinding,
  OutputPartyBinding,
} from "../../gen/nillion/compute/v1/invoke_pb.ts";
import type { ProgramValue } from "../../core/programs.ts";
import { userFrom } from "../node/permissions.ts";
import { malformed, refusal } from "../base/refusal.ts";

/** A party of a program and the users that are bound to it. Users are ids in hex. */
export interface Binding {
  party: string;
  users: string[];
}

/** Reads the binding of an input party. Refuses an invalid one. */
export function inputBindingFrom({ partyName, user }: InputPartyBinding): Binding {
  if (user === undefined) throw malformed("'user' not set");
  return { party: partyName, users: [userFrom(user)] };
}

/** Reads the binding of an output party. Refuses an invalid one. */
export function outputBindingFrom({ partyName, users }: OutputPartyBinding): Binding {
  return { party: partyName, users: users.map(userFrom) };
}

/** The most parties that nodes name in one refusal. */
const namedPartiesMax = 3;

/** Refuses bindings unless they bind each party of a program exactly once. */
export function checkParties(
  kind: "input" | "output",
  parties: readonly string[],
  bindings: readonly Binding[],
): void {
  const unbound = new Set(parties);
  for (const { party } of bindings) {
    if (unbound.delete(party)) continue;
    throw refusal(Code.InvalidArgument, `${kind} party ${party} is not defined in program`);
  }
  if (unbound.size === 0) return;
  const parts = unbound.size <= namedPartiesMax
    ? `${kind} parties {${[...unbound].map((party) => JSON.stringify(party)).join(", ")}}`
    : `${unbound.size} ${kind} parties`;
  throw refusal(Code.InvalidArgument, `${parts} not bound`);
}

/** The names of the outputs that each user gets. */
export function outputsByUser(
  bindings: readonly Binding[],
  outputs: readonly ProgramValue[],
): Map<string, Set<string>> {
  const byUser = new Map<string, Set<string>>();
  for (const { party, users } of bindings) {
    const names = new Set(
      outputs.filter((output) => output.party === party).map(({ name }) => name),
    );
    for (const user of users) byUser.set(user, new Set([...names, ...byUser.get(user) ?? []]));
  }
  return byUser;
}
