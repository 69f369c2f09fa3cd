import * as client from "@nilvm/client";
import { roundTrip } from "./round_trip.js";

console.log(await roundTrip(client, JSON.parse(Deno.args[0])));
