const process = require("node:process");
const client = require("@nilvm/client");
const { roundTrip } = require("./round_trip.js");

roundTrip(client, JSON.parse(process.argv[2])).then(console.log);
