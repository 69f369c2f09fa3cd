/** A client in a process of its own, for which see `round_trip.js`; the job is its argument. */
import * as client from "@nilvm/client";
import { roundTrip } from "../../packaging/project/round_trip.js";

console.log(await roundTrip(client, JSON.parse(Deno.args[0]!)));
