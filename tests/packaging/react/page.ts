/** The page in which the hooks are tested. Its runner calls the cases by their names. */
import { hookCases } from "../../react/hook_cases.ts";
import { hydration } from "./hydration.ts";

const cases: Record<string, () => Promise<void>> = { ...hookCases, ...hydration };

Object.assign(globalThis, {
  names: Object.keys(cases),
  /** Runs a case, and gives the text of its error if it fails. */
  runCase: (name: string): Promise<string | undefined> =>
    cases[name]!().then(() => undefined, (error) => error?.stack ?? `${error}`),
});
