/** Runs `round_trip.js` in a process of its own; the job is its argument. */
import * as client from "@nilvm/client";
import { roundTrip } from "../../packaging/project/round_trip.js";

console.log(await roundTrip(client, JSON.parse(Deno.args[0]!)));
