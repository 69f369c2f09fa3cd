export * from "../../../src/react/mod.ts";
