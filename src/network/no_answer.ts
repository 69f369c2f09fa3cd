import { Code, ConnectError } from "@connectrpc/connect";
import { messageOf, shortened } from "../base/text.ts";

/** Why there is no answer of a node. `failure.ts` reads it. */
export type NoAnswerKind =
  /** Something in front of the node answered. */
  | "foreign"
  /** Something in front of the node answered, and may pass the request on a moment later. */
  | "passing"
  /** The answer breaks a limit. */
  | "unusable"
  /** This process may not open connections to the node. */
  | "notAllowed";

/** What `nodeFetch` found in place of a node's answer. It is the cause of a `ConnectError`. */
export class NoAnswer extends Error {
  /** Always `NoAnswer`. */
  override readonly name = "NoAnswer";
  /** Why there is no answer. */
  readonly kind: NoAnswerKind;
  /** The HTTP status, if something answered. */
  readonly status: number | undefined;

  /** Says what was found. */
  constructor(message: string, kind: NoAnswerKind, status?: number, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.kind = kind;
    this.status = status;
  }
}

/** The `ConnectError` of a missing answer, with the response's headers. */
export function withoutAnswer(reason: NoAnswer, headers?: Headers): ConnectError {
  const code = reason.kind === "passing" ? Code.Unavailable : Code.Internal;
  // A status in the headers of something else is not a node's.
  const own = new Headers();
  for (const name of ["retry-after", "date"]) {
    const value = headers?.get(name);
    if (value) own.set(name, value);
  }
  return new ConnectError(reason.message, code, own, undefined, reason);
}

/** The most errors that are named as causes of each other. */
const causesMax = 6;

/** The `ConnectError` of a request that got no answer. It names all causes that the platform gives. */
export function unanswered(error: unknown, url: string): ConnectError {
  const causes = causesOf(error);
  const words = [...new Set(causes.map(wordsOf).filter((words) => words !== ""))];
  const told = words.filter((text, at) =>
    !words.some((other, i) => i !== at && other.includes(text))
  );
  const reason = shortened(told.join(": "));
  const { host, hostname, port, protocol } = new URL(url);
  if (causes.some(isRefusedByDeno)) {
    const target = port === "" ? `${hostname}:${protocol === "https:" ? 443 : 80}` : host;
    return withoutAnswer(
      new NoAnswer(
        `this process may not open connections to it: run Deno with --allow-net=${target} (${reason})`,
        "notAllowed",
        undefined,
        error,
      ),
    );
  }
  if (causes.some(isWithoutProtocol)) {
    return new ConnectError(reason + needsHttp2, Code.Unavailable, undefined, undefined, error);
  }
  const isLocal = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
  const hint = isLocal && /refused/i.test(reason)
    ? ". Nothing listens there: start a devnet with `npx nilvm devnet`"
    : "";
  return new ConnectError(reason + hint, Code.Unavailable, undefined, undefined, error);
}

const needsHttp2 =
  ". The server speaks HTTP/2 alone over TLS, and this `fetch` does not speak it: " +
  'in Node, import "@nilvm/client/node"; elsewhere, give the network a `fetch` that does';

/** Whether the error says that client and server have no protocol in common. */
function isWithoutProtocol(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return /no[ _]?application[ _]?protocol/i.test(`${messageOf(error)} ${code}`);
}

function causesOf(error: unknown): unknown[] {
  const causes: unknown[] = [];
  const add = (each: unknown): void => {
    if (each === undefined || each === null || causes.length === causesMax) return;
    causes.push(each);
    if (each instanceof AggregateError) each.errors.forEach(add);
    if (each instanceof Error) add(each.cause);
  };
  add(error);
  return causes;
}

function wordsOf(error: unknown): string {
  // The messages of OpenSSL end with a line break.
  const words = messageOf(error).trim();
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "ECONNREFUSED" && !/refused/i.test(words)) {
    return `${words} connection refused`.trim();
  }
  return words === "" ? code : words;
}

/** Whether the error says that a permission is missing. Deno 1 has another name for it, but the same words. */
function isRefusedByDeno(error: unknown): boolean {
  return error instanceof Error &&
    (error.name === "NotCapable" || /^Requires net access to /.test(error.message));
}
