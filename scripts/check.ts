/**
 * Runs all checks except the tests: `deno task check`. `deno task ok` runs the tests too.
 *
 * @module
 */
import config from "../deno.json" with { type: "json" };
import { rustPath } from "../tools/rust_path.ts";
import { runSteps, type Step } from "./steps.ts";

const deno = Deno.execPath();

const rust = { PATH: rustPath };
const entryPoints = Object.values(config.exports);
const sources = [...entryPoints, "src", "tests", "examples", "bench", "scripts", "tools"];

const steps: Step[] = [
  { title: "Everything is formatted", command: [deno, "fmt", "--check"] },
  { title: "Lint, with the rules of the registry", command: [deno, "lint"] },
  { title: "Types", command: [deno, "check", ...sources] },
  {
    title: "Every export is documented",
    command: [deno, "doc", "--lint", ...entryPoints],
  },
  {
    title: "Every hook is documented",
    command: [deno, "run", "-A", "scripts/lint_hooks.ts", ...entryPoints],
  },
  {
    title: "Generated code matches proto/",
    command: [deno, "run", "-A", "scripts/build_proto.ts", "--check"],
  },
  {
    title: "The network's own programs match scripts/builtins",
    command: [deno, "run", "-A", "scripts/build_builtins.ts", "--check"],
  },
  {
    title: "The dashboard in the package is what its files are",
    command: [deno, "run", "-A", "scripts/build_dashboard.ts", "--check"],
  },
  {
    title: "The bundle of the chain's library is what deno.lock gives",
    command: [deno, "run", "-A", "scripts/build_chain.ts", "--check"],
  },
  {
    title: "The WASM files are those that their sources gave",
    command: [deno, "run", "-A", "scripts/build_wasm.ts", "--check-sources"],
  },
  {
    title: "sbom.cdx.json lists what the package is made of",
    command: [deno, "run", "-A", "scripts/build_sbom.ts", "--check"],
  },
  {
    title: "Rust is formatted",
    command: ["cargo", "fmt", "--check", "--all"],
    cwd: "wasm",
    env: rust,
  },
  {
    title: "Rust has no warnings",
    command: [
      "cargo",
      "clippy",
      "--locked",
      "--all-targets",
      "--",
      "-D",
      "warnings",
    ],
    cwd: "wasm",
    env: rust,
  },
  {
    title: "Rust tests",
    command: ["cargo", "test", "--locked", "--release", "--quiet"],
    cwd: "wasm",
    env: rust,
  },
  {
    title: "The fuzz targets are formatted",
    command: ["cargo", "fmt", "--check"],
    cwd: "wasm/fuzz",
    env: rust,
  },
  {
    title: "The fuzz targets have no warnings",
    command: ["cargo", "clippy", "--locked", "--tests", "--", "-D", "warnings"],
    cwd: "wasm/fuzz",
    env: rust,
  },
  {
    title: "What was found by fuzzing is refused or right",
    command: ["cargo", "test", "--locked", "--quiet"],
    cwd: "wasm/fuzz",
    env: rust,
  },
  {
    title: "The package can be published",
    command: [deno, "publish", "--dry-run", "--allow-dirty"],
  },
];

await runSteps(steps);
