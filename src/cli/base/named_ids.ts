/** The ids of what this machine has stored and started, by their names: a command takes either. */
import { InvalidArgumentError, NotFoundError } from "../../errors/mod.ts";
import {
  allComputations,
  allPrograms,
  allValues,
  goneSince,
  noteGone,
  type StoredProgram,
} from "./catalogue.ts";
import type { CommandContext } from "./command_context.ts";

/** What the catalogue has of each kind. */
interface Known {
  readonly id: string;
  readonly user: string;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Runs a command on stored values, and pays nothing for those that are known to be gone.
 *
 * @param word The id of the values, or the name of one of them.
 * @param act Gets the id.
 * @throws {InvalidArgumentError} When this machine has stored none, or several, of this name.
 * @throws {NotFoundError} When this machine has deleted the values, or nodes had none before.
 */
export async function onValues(
  context: CommandContext,
  word: string,
  act: (id: string) => Promise<void>,
): Promise<void> {
  const id = await storedId(context, word);
  try {
    await act(id);
  } catch (error) {
    const isGone = error instanceof NotFoundError && error.failure?.reason === "notFound";
    if (isGone) await noteGone(context.output, await context.networkName(), id);
    throw error;
  }
}

/** The id of stored values that are not known to be gone. It fails as {@linkcode onValues} does. */
export async function storedId(context: CommandContext, word: string): Promise<string> {
  const id = await valuesId(context, word);
  const gone = await goneSince(await context.networkName(), id);
  if (gone === undefined) return id;
  throw new NotFoundError(
    `${id} was deleted, or expired, by ${
      gone.at.slice(0, 19)
    }Z: nothing was paid. If the network has begun anew ` +
      `since then, remove ${gone.path}`,
  );
}

/** The id of stored values, also of such that are gone. */
export async function valuesId(context: CommandContext, word: string): Promise<string> {
  if (uuid.test(word)) return word.toLowerCase();
  const all = await allValues(await context.networkName());
  const named = all.filter(({ values }) => Object.hasOwn(values, word));
  return await only(context, named, `value ${word}`, "nilvm ls");
}

/** The id of a program, by that or by its name. */
export async function programIdFrom(context: CommandContext, word: string): Promise<string> {
  if (word.includes("/")) return word;
  const named = (await allPrograms(await context.networkName())).filter(({ name }) =>
    name === word
  );
  return await only<StoredProgram>(context, named, `program ${word}`, "nilvm program ls");
}

/** The id of a computation whose results were not read, by that or by the name of its program. */
export async function computationId(context: CommandContext, word: string): Promise<string> {
  if (uuid.test(word)) return word.toLowerCase();
  const named = (await allComputations(await context.networkName())).filter(({ programId }) =>
    programId.split("/")[1] === word
  );
  return await only(context, named, `run of ${word}`, "nilvm ls");
}

/** The one of a name: of those of the user, or else of those of others who use this machine. */
async function only<One extends Known>(
  context: CommandContext,
  named: readonly One[],
  what: string,
  list: string,
): Promise<string> {
  const own = named.length > 1 ? await ownOf(context, named) : named;
  const [first, ...others] = own.length > 0 ? own : named;
  if (first === undefined) {
    throw new InvalidArgumentError(
      `This machine knows no ${what}: name it by its id, or see ${list}`,
    );
  }
  if (others.length === 0) return first.id;
  const ids = [first, ...others].map(({ id }) => id).join(", ");
  throw new InvalidArgumentError(`There are several: name the ${what} by its id: ${ids}`);
}

async function ownOf<One extends Known>(
  context: CommandContext,
  named: readonly One[],
): Promise<One[]> {
  const me = await context.user();
  return named.filter(({ user }) => user === me);
}
