/** What a page loads to sign and verify. */
import "@nilvm/client/wasm/workers";

export * from "@nilvm/client/keys";
