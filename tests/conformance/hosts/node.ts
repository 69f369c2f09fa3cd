/** The suite in Node: reads its job from standard input and prints the results in one line of JSON at the end. */
import { text } from "node:stream/consumers";
import process from "node:process";
import * as client from "@nilvm/client/node";
import { SecretMasker } from "@nilvm/client/masking";
import { NilChainPayer } from "@nilvm/client/nilchain";
import { runSuite } from "../suite.ts";

const job = JSON.parse(await text(process.stdin));
console.log(JSON.stringify(await runSuite({ ...client, SecretMasker, NilChainPayer }, job)));
