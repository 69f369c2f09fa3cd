/**
 * Runs `suite.js`, a bundle in CommonJS, in Vercel's edge runtime, which may compile nothing. Its modules are compiled
 * out here, as Vercel does when it deploys.
 */
// @ts-ignore: The package is installed where this file is copied to.
import { EdgeVM } from "@edge-runtime/vm";
import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import process from "node:process";

const [core] = process.argv.slice(2);
const modules = {};
for (const name of ["masking_bg.wasm", "programs_bg.wasm"]) {
  modules[name] = await WebAssembly.compile(await readFile(`${core}/${name}`));
}
const vm = new EdgeVM({
  codeGeneration: { strings: false, wasm: false },
  extend(context) {
    context.require = (path) => modules[path.split("/").pop().split("?")[0]];
    return context;
  },
});
vm.evaluate(await readFile("suite.js", "utf8"));
const body = await text(process.stdin);
const answer = await vm.dispatchFetch("http://edge/", { method: "POST", body });
console.log(await answer.text());
