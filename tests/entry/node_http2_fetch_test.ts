/** The cases run in Deno here, with its version of Node's APIs. The suite for all runtimes runs them in Node. */
import { http2Cases } from "../conformance/http2.ts";
import { authority as ca, otherAuthority as otherCa, testTls } from "../support/tls_fixture.ts";

for (const [name, run] of Object.entries(http2Cases({ ...testTls, ca, otherCa }))) {
  Deno.test(`fetch over HTTP/2: ${name}`, run);
}
