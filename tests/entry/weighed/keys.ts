/** What a page loads to sign and verify. */
import "@nilvm/client/wasm/browser";

export * from "@nilvm/client/keys";
