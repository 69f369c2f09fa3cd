import "@nilvm/client/wasm/node";
import { maskingRoundTrip } from "./masking_round_trip.js";

console.log(maskingRoundTrip());
