export * from "../../../src/query/mod.ts";
