import { AsyncLocalStorage } from "node:async_hooks";
import { useMaskingModule } from "../../src/core/core.ts";
import { artefact } from "./core_memory.ts";

/** Who called the core: code that was started with {@linkcode asNetwork}, or else the client. */
export type Caller = "client" | "network";

/** How often each function was called: those that the core exports, and those of JavaScript that it calls. */
export type CoreCalls = Record<string, number>;

const networkContext = new AsyncLocalStorage<true>();

/** Runs code of the network, so that what it asks of the core is not counted as the client's. */
export function asNetwork<T>(run: () => T): T {
  return networkContext.run(true, run);
}

/** Counts the calls of a new instance of the core, until it is disposed of. */
export class CountedCore implements Disposable {
  readonly #counts: Record<Caller, CoreCalls> = { client: {}, network: {} };
  readonly #original = WebAssembly.Instance;
  #memory: WebAssembly.Memory | undefined;

  /** Begins to count. */
  constructor() {
    const counted = <T>(functions: T): T =>
      Object.fromEntries(
        Object.entries(functions as Record<string, unknown>).map(([name, value]) => [
          name,
          typeof value === "function" ? this.#counted(plainName(name), value) : value,
        ]),
      ) as T;
    const Original = this.#original;
    const keep = (memory: WebAssembly.Memory) => this.#memory = memory;
    WebAssembly.Instance = class {
      readonly exports: WebAssembly.Exports;
      constructor(module: WebAssembly.Module, imports: WebAssembly.Imports = {}) {
        const entries = Object.entries(imports);
        const { exports } = new Original(
          module,
          module === artefact
            ? Object.fromEntries(entries.map(([name, functions]) => [name, counted(functions)]))
            : imports,
        );
        this.exports = module === artefact ? counted(exports) : exports;
        if (module === artefact) keep(exports["memory"] as WebAssembly.Memory);
      }
    } as typeof WebAssembly.Instance;
    useMaskingModule(artefact);
  }

  /** The calls until now. */
  calls(caller: Caller): CoreCalls {
    return { ...this.#counts[caller] };
  }

  /** How much memory the core has now. It never gives any back. */
  get memoryBytes(): number {
    return this.#memory?.buffer.byteLength ?? 0;
  }

  [Symbol.dispose](): void {
    WebAssembly.Instance = this.#original;
    useMaskingModule(artefact);
  }

  // deno-lint-ignore ban-types -- The core's functions take and give whatever they do.
  #counted(name: string, call: Function): Function {
    return (...given: unknown[]) => {
      const counts = this.#counts[networkContext.getStore() ? "network" : "client"];
      counts[name] = (counts[name] ?? 0) + 1;
      return call(...given);
    };
  }
}

/** The name of a function without what the bindings put around it. */
function plainName(name: string): string {
  return name.replace(/^__wbg_(.*)_[0-9a-f]{16}$/, "$1");
}
