import { InvalidArgumentError } from "../errors/mod.ts";
import { UserId } from "./user_id.ts";

/**
 * The user, once it is sure that it is one, and not the text of an id; `what` begins the message, as
 * in `A permission is that of`.
 *
 * @throws {InvalidArgumentError} When it is no `UserId`.
 */
export function checkUserId(user: unknown, what: string): UserId {
  if (user instanceof UserId) return user;
  throw new InvalidArgumentError(`${what} a UserId, which UserId.parse reads`);
}
