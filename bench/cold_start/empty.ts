/** Deno alone. */
Deno.stdout.writeSync(new Uint8Array(1));
