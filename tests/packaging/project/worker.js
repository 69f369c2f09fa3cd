import * as client from "@nilvm/client";
import { roundTrip } from "./round_trip.js";

export default {
  async fetch(request) {
    return new Response(
      await roundTrip(client, await request.json()).catch((error) => error.stack),
    );
  },
};
