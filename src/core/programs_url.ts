/**
 * Where the WASM file of programs is. A bundle keeps it beside its JavaScript, so this has to stand beside the file, too.
 */
export const programsUrl: URL = new URL("programs_bg.wasm", import.meta.url);
