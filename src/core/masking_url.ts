/**
 * Where the WASM file of masking is. A bundle keeps it beside its JavaScript, so this has to stand beside the file, too.
 */
export const maskingUrl: URL = new URL("masking_bg.wasm", import.meta.url);
