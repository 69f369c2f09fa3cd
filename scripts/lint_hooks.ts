/**
 * Fails unless all that the hooks export is documented. They are in the package for npm only, and made of types of their
 * peers, which no check of documents can find: references to those are let through.
 *
 * @module
 */
const ofPeers = /references private type '(Query|Use)\w+'$/;

const { success, stderr } = await new Deno.Command(Deno.execPath(), {
  args: ["doc", "--lint", ...Deno.args, "src/react/mod.ts"],
  env: { NO_COLOR: "1" },
  stdout: "null",
}).output();
const text = new TextDecoder().decode(stderr);
const errors = text.split("\n").filter((line) => line.startsWith("error["));
const others = errors.filter((line) => !ofPeers.test(line));
if (others.length > 0 || (!success && errors.length === 0)) {
  console.error(text);
  Deno.exit(1);
}
