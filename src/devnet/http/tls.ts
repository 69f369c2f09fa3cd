import { messageOf } from "../../base/text.ts";
import { InvalidArgumentError } from "../../errors/mod.ts";
import { builtin } from "../base/builtins.ts";

/** What the nodes of a devnet listen with over TLS. */
export interface DevnetTls {
  /** The certificate in PEM, and after it those that lead to its authority, if there are any. */
  readonly cert: string;
  /** The private key of the certificate in PEM. */
  readonly key: string;
}

/**
 * Checks that a certificate and its key can be read and belong together. A server would only find out with its first
 * connection.
 *
 * @throws {InvalidArgumentError} Otherwise.
 */
export function checkCertificate({ cert, key }: DevnetTls): void {
  const { createPrivateKey, X509Certificate } = builtin("node:crypto", "A devnet with TLS");
  const certificate = read("cert", "a certificate in PEM", () => new X509Certificate(cert));
  const privateKey = read("key", "a private key in PEM", () => createPrivateKey(key));
  if (certificate.checkPrivateKey(privateKey)) return;
  throw new InvalidArgumentError("key of tls must be the private key of cert", { option: "tls" });
}

function read<T>(name: string, what: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new InvalidArgumentError(`${name} of tls must be ${what}: ${messageOf(cause)}`, {
      option: "tls",
      cause,
    });
  }
}
