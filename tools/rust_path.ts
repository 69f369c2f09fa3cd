const cargoHome = Deno.env.get("CARGO_HOME") ?? `${Deno.env.get("HOME")}/.cargo`;

/**
 * `PATH` with rustup's programs first, so that one compiler does everything. A Rust of the system may come before them
 * and has no clippy.
 */
export const rustPath = `${cargoHome}/bin:${Deno.env.get("PATH")}`;
