import "@nilvm/client/wasm";
import { maskingRoundTrip } from "./masking_round_trip.js";

export default {
  fetch() {
    return new Response(maskingRoundTrip());
  },
};
