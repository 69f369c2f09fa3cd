/**
 * A Worker that keeps secrets for its visitors. The visitors pay for storing on the chain.
 *
 * - `POST /secrets` with a text answers 402 with the price. The visitor pays, and sends the same request with the headers
 *   `payment-quote` and `payment-transaction`. The Worker then stores the text and answers with its id.
 * - `GET /secrets/ID` answers with the text. The Worker pays for reading from its own wallet.
 *
 * @module
 */
import {
  Network,
  type PaidOperation,
  PrivateKey,
  SecretBlob,
  VmClient,
  VmError,
  type VmErrorCode,
} from "@nilvm/client/workers";
import { NilChainPayer } from "@nilvm/client/nilchain";

interface Env {
  BOOTNODE: string;
  CHAIN_ID: string;
  CHAIN_RPC: string;
  /** The key of the user who owns the secrets. */
  USER_KEY: string;
  /** The key of the wallet that pays for reading. */
  WALLET_KEY: string;
}

const statusOf: Partial<Record<VmErrorCode, number>> = {
  INVALID_ARGUMENT: 400,
  NOT_FOUND: 404,
  FAILED_PRECONDITION: 409,
};

export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    try {
      return await answer(request, env);
    } catch (error) {
      if (!(error instanceof VmError)) throw error;
      const { code, message } = error;
      return Response.json({ code, message }, { status: statusOf[code] ?? 502 });
    }
  },
};

async function answer(request: Request, env: Env): Promise<Response> {
  const network = new Network({
    bootnode: env.BOOTNODE,
    chainId: env.CHAIN_ID,
    chainRpcEndpoint: env.CHAIN_RPC,
  });
  // One client per request: workerd does not let a request wait for the I/O of another request.
  await using client = await VmClient.create({
    key: PrivateKey.fromHex(env.USER_KEY),
    network,
    payer: new NilChainPayer({ network, privateKey: env.WALLET_KEY }),
    paymentMode: "perOperation",
  });
  const [, path, id] = new URL(request.url).pathname.split("/");
  if (path === "secrets" && request.method === "POST" && id === undefined) {
    const text = new SecretBlob(new Uint8Array(await request.arrayBuffer()));
    return await forPayment(request, client, client.storeValues({ text }, { ttlDays: 30 }));
  }
  if (path === "secrets" && request.method === "GET" && id !== undefined) {
    const { text } = await client.retrieveValues(id).invoke();
    return new Response(text instanceof SecretBlob ? text.value : null);
  }
  return new Response(null, { status: 404 });
}

/** Runs an operation that the visitor has paid. Without a payment, it answers with the price. */
async function forPayment(
  request: Request,
  client: VmClient,
  operation: PaidOperation<string>,
): Promise<Response> {
  const paid = request.headers.get("payment-quote");
  const txHash = request.headers.get("payment-transaction");
  if (paid === null || txHash === null) {
    const { feesUnil, nonce, signed } = await operation.quote();
    const quote = `${toBase64(signed.quote)}.${toBase64(signed.signature)}`;
    return Response.json({ feesUnil: `${feesUnil}`, resource: toBase64(nonce), quote }, {
      status: 402,
    });
  }
  const [quote = "", signature = ""] = paid.split(".");
  const signed = { quote: fromBase64(quote), signature: fromBase64(signature) };
  // The leader finds the payment on the chain and signs the receipt. Nodes only store what the receipt is for.
  const receipt = await client.getPaymentReceipt({ signed }, txHash);
  return Response.json({ id: await operation.invokeWithReceipt(receipt) }, { status: 201 });
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
}
