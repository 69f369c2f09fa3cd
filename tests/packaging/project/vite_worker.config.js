// @ts-ignore: The package is installed where this file is copied to.
import { cloudflare } from "@cloudflare/vite-plugin";
import process from "node:process";

const worker = {
  name: "packaging",
  main: "worker.js",
  compatibility_date: process.env.COMPATIBILITY_DATE,
};

export default {
  plugins: [cloudflare({ config: worker })],
};
