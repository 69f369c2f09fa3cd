import * as client from "@nilvm/client/module";
import masking from "@nilvm/client/masking_bg.wasm";
import { roundTrip } from "./round_trip.js";

client.useModules({
  masking,
  programs: async () => (await import("@nilvm/client/programs_bg.wasm")).default,
});

export default {
  async fetch(request) {
    return new Response(
      await roundTrip(client, await request.json()).catch((error) => error.stack),
    );
  },
};
