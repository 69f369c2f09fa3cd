import type { UniversalServerResponse } from "@connectrpc/connect/protocol";
import { bodyOf } from "../base/bodies.ts";

/** What keeps an answer out of the frames, scripts and images of other pages. */
const answerHeaders: Readonly<Record<string, string>> = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; " +
    "connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; " +
    "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
};

/** An answer for the page and for programs: bytes, a text of a type, or anything else as JSON. */
export function respond(status: number, answer: unknown, type?: string): UniversalServerResponse {
  const isBytes = answer instanceof Uint8Array;
  const usual = isBytes ? "application/octet-stream" : "application/json";
  const text = () => type === undefined ? `${JSON.stringify(answer)}\n` : String(answer);
  return {
    status,
    header: new Headers({ "content-type": type ?? usual, ...answerHeaders }),
    body: bodyOf(isBytes ? answer : new TextEncoder().encode(text())),
  };
}
