const cargoHome = Deno.env.get("CARGO_HOME") ?? `${Deno.env.get("HOME")}/.cargo`;

/**
 * The path with rustup's programs first: a system's own Rust may stand before them and lacks clippy, and one compiler has
 * to do all of it.
 */
export const rustPath = `${cargoHome}/bin:${Deno.env.get("PATH")}`;
