const folder = new URL("../fixtures/tls/", import.meta.url);

/** The file of the authority that signed the certificate. */
export const authorityFile: string = new URL("ca.pem", folder).pathname;
/** The file of the certificate. */
export const certificateFile: string = new URL("node.pem", folder).pathname;
/** The file of its key. */
export const keyFile: string = new URL("node.key", folder).pathname;

/** The authority in PEM. */
export const authority: string = await Deno.readTextFile(authorityFile);

/** A certificate for localhost and 127.0.0.1 with its key, for the option `tls` of a devnet. */
export const testTls: { readonly cert: string; readonly key: string } = {
  cert: await Deno.readTextFile(certificateFile),
  key: await Deno.readTextFile(keyFile),
};
