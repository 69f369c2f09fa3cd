/** Asks the server that this page is from. */

/** Why the server refuses a request, or that it does not answer. */
export class Refusal extends Error {
  constructor(message, isGone) {
    super(message);
    this.isGone = isGone;
  }
}

async function send(path, init) {
  let response;
  try {
    response = await fetch(path, { ...init, signal: AbortSignal.timeout(60_000) });
  } catch {
    throw new Refusal("Nothing answers here any more.", true);
  }
  if (response.ok) return response;
  const refusal = await response.json().catch(() => ({}));
  throw new Refusal(refusal.error ?? `It answers with status ${response.status}.`, false);
}

/** Asks for JSON. */
export async function ask(path, method = "GET", body = undefined) {
  const init = method === "GET" ? {} : {
    method,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body ?? {}),
  };
  return await (await send(path, init)).json();
}

/** The whole state of the devnet, as bytes. */
export async function takeSnapshot() {
  return new Uint8Array(await (await send("/snapshot", {})).arrayBuffer());
}

/** Brings the devnet back to a state. */
export async function restoreSnapshot(state) {
  const headers = { "content-type": "application/octet-stream" };
  await send("/snapshot", { method: "PUT", headers, body: state });
}
