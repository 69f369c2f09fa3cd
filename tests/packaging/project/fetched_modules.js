import process from "node:process";
import * as client from "@nilvm/client/module";
import { roundTrip } from "./round_trip.js";

// The address of the folder with the WASM files, and the job.
const [, , folder, job] = process.argv;
const compiled = (name) => WebAssembly.compileStreaming(fetch(new URL(name, folder)));
client.useModules({
  masking: await compiled("masking_bg.wasm"),
  programs: () => compiled("programs_bg.wasm"),
});
console.log(await roundTrip(client, JSON.parse(job)));
