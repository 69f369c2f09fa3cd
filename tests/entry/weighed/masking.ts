/** What a page loads to mask and unmask. */
import "@nilvm/client/wasm/workers";

export * from "@nilvm/client/masking";
export * from "@nilvm/client/values";
