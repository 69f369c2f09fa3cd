import "@nilvm/client/wasm";
import { maskingRoundTrip } from "./masking_round_trip.js";

console.log(maskingRoundTrip());
