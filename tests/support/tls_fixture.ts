import { X509Certificate } from "node:crypto";

const folder = new URL("../fixtures/tls/", import.meta.url);

/** The file of the authority that signed the certificate. */
export const authorityFile: string = new URL("ca.pem", folder).pathname;
/** The file of the certificate. */
export const certificateFile: string = new URL("node.pem", folder).pathname;
/** The file of its key. */
export const keyFile: string = new URL("node.key", folder).pathname;

/** The authority in PEM. */
export const authority: string = await Deno.readTextFile(authorityFile);
/** An authority that signed nothing, in PEM. */
export const otherAuthority: string = await Deno.readTextFile(new URL("other_ca.pem", folder));

/** Lets Chromium trust the certificate, by the hash of its public key. */
export const trustFlag: string = `--ignore-certificate-errors-spki-list=${await publicKeyHash()}`;

async function publicKeyHash(): Promise<string> {
  const { publicKey } = new X509Certificate(await Deno.readTextFile(certificateFile));
  const der = publicKey.export({ type: "spki", format: "der" });
  const hash = await crypto.subtle.digest("SHA-256", new Uint8Array(der));
  return new Uint8Array(hash).toBase64();
}

/** A certificate for localhost and 127.0.0.1 with its key, for the option `tls` of a devnet. */
export const testTls: { readonly cert: string; readonly key: string } = {
  cert: await Deno.readTextFile(certificateFile),
  key: await Deno.readTextFile(keyFile),
};
