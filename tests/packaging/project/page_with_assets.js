import * as client from "@nilvm/client/browser";
import { roundTrip } from "./round_trip.js";

fetch("job.json")
  .then(async (response) => await roundTrip(client, await response.json()))
  .catch((error) => error.stack)
  .then((body) => fetch("/", { method: "POST", body }));
