require("@nilvm/client/wasm");
const { maskingRoundTrip } = require("./masking_round_trip.js");

console.log(maskingRoundTrip());
