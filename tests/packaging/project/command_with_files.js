import process from "node:process";
import * as client from "@nilvm/client/node";
import { roundTrip } from "./round_trip.js";

roundTrip(client, JSON.parse(process.argv[2])).then(console.log);
