/** The client with what it takes to pay on the chain. */
export * from "./client.ts";
export * from "../../src/payments/nilchain/nilchain_payer.ts";
