/** The client as a Worker or a browser loads it, without the chain's library. */
import "../../src/entry/workers_with_programs.ts";
export * from "../../src/api.ts";
