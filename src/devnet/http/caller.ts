import { Code, type ContextKey, createContextKey, type HandlerContext } from "@connectrpc/connect";
import { refusal } from "../base/refusal.ts";

/** Holds the id of the user who sent a request, once the node has found it out. */
export const callerKey: ContextKey<string | undefined> = createContextKey<string | undefined>(
  undefined,
  { description: "caller" },
);

/** The user who sent a request; refuses one that came without a token. */
export function callerOf(context: HandlerContext): string {
  const user = context.values.get(callerKey);
  if (user === undefined) throw refusal(Code.PermissionDenied, "permissions denied");
  return user;
}
