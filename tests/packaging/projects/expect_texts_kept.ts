import { assertEquals, assertMatch } from "@std/assert";

/**
 * Stores a text at an application of `docs/deploy`, and reads it back.
 *
 * @param url Where the application takes and gives texts.
 */
export async function expectTextsKept(url: string): Promise<void> {
  const text = `meet at noon, ${crypto.randomUUID()}`;
  const id = await answerOf(url, { method: "POST", body: text });
  assertMatch(id, /^[0-9a-f-]{36}$/);
  assertEquals(await answerOf(`${url}?id=${id}`), text);
}

async function answerOf(url: string, request: RequestInit = {}): Promise<string> {
  const response = await fetch(url, request);
  const body = await response.text();
  assertEquals(response.status, 200, body);
  return body;
}
