import { assertEquals } from "@std/assert";
import { create, type MessageInitShape, toBinary } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { startDevnet } from "@nilvm/client/devnet";
import {
  type PublicKeySchema,
  PublicKeyType,
} from "../../../src/gen/nillion/auth/v1/public_key_pb.ts";
import { SignedTokenSchema, TokenSchema } from "../../../src/gen/nillion/auth/v1/token_pb.ts";
import { ed25519PublicKey, ed25519Sign } from "../../../src/core/core.ts";
import { Clock } from "../../support/devnet/clock.ts";
import { binaryTokenHeader, fromHex, RawUser } from "../../support/devnet/raw_user.ts";
import { refused } from "../../support/devnet/refused.ts";

/** The refusal of a request whose token was accepted. */
const accepted = "NotFound: value not found";

function deleteUnknown(user: RawUser, headers: Record<string, string>): Promise<string> {
  return refused(user.values(headers).deleteValues({ valuesId: new Uint8Array(16) }));
}

function tokenBytes(user: RawUser, flaws = {}): Uint8Array {
  return toBinary(SignedTokenSchema, user.token(user.leader, flaws));
}

Deno.test("a node accepts a token in either header, with or without padding", async () => {
  await using devnet = await startDevnet({ listen: false });
  const user = new RawUser(devnet);
  const bytes = tokenBytes(user);
  const padded = btoa(String.fromCharCode(...bytes));
  const unpadded = padded.replace(/=+$/, "");
  for (const name of ["x-nillion-token", "x-nillion-token-bin"]) {
    for (const value of [padded, unpadded]) {
      assertEquals(await deleteUnknown(user, { [name]: value }), accepted);
    }
  }
});

Deno.test("a node accepts a token that an Ed25519 key signed", async () => {
  await using devnet = await startDevnet({ listen: false });
  const user = new RawUser(devnet);
  const seed = new Uint8Array(32).fill(7);
  const serializedToken = toBinary(
    TokenSchema,
    create(TokenSchema, {
      nonce: new Uint8Array(32),
      targetIdentity: { contents: fromHex(user.leader.id) },
      expiresAt: timestampFromMs(Date.now() + 60_000),
    }),
  );
  const signed = (contents: Uint8Array, signature: Uint8Array) =>
    binaryTokenHeader(
      toBinary(
        SignedTokenSchema,
        create(SignedTokenSchema, {
          serializedToken,
          publicKey: { keyType: PublicKeyType.ED25519, contents },
          signature,
        }),
      ),
    );
  const key = ed25519PublicKey(seed);
  const signature = ed25519Sign(seed, serializedToken);
  assertEquals(await deleteUnknown(user, signed(key, signature)), accepted);

  const corrupt = signature.map((byte, index) => index === 40 ? byte ^ 1 : byte);
  const badSignature = "Unauthenticated: invalid signature";
  assertEquals(await deleteUnknown(user, signed(key, corrupt)), badSignature);
  assertEquals(await deleteUnknown(user, signed(key, new Uint8Array(3))), badSignature);
  const noPoint = new Uint8Array(32).fill(2);
  assertEquals(
    await deleteUnknown(user, signed(noPoint, signature)),
    "Unauthenticated: invalid public key",
  );
});

Deno.test("a node names what is wrong with a token", async () => {
  await using devnet = await startDevnet({ listen: false });
  const user = new RawUser(devnet);
  const { serializedToken, signature } = user.token(user.leader);
  const inner = {
    nonce: new Uint8Array(32),
    targetIdentity: { contents: fromHex(user.leader.id) },
  };
  const unknownType = 7 as PublicKeyType;
  const contents = user.key.publicKey.toBytes();
  const publicKey = { keyType: PublicKeyType.SECP256K1, contents };
  const withKey = (publicKey?: MessageInitShape<typeof PublicKeySchema>) => ({
    serializedToken,
    signature,
    ...(publicKey && { publicKey }),
  });
  const resigned = (serializedToken: Uint8Array) => ({
    serializedToken,
    publicKey,
    signature: user.key.sign(serializedToken),
  });
  const cases: [MessageInitShape<typeof SignedTokenSchema>, string][] = [
    [
      withKey(),
      "invalid signed token: protobuf parsing error: 'public_key' not set",
    ],
    [
      withKey({ keyType: unknownType, contents }),
      "invalid signed token: protobuf parsing error: invalid public key type",
    ],
    [
      withKey({ keyType: PublicKeyType.SECP256K1, contents: new Uint8Array(33) }),
      "invalid public key",
    ],
    [
      resigned(Uint8Array.of(0xff)),
      "invalid token: protobuf parsing error: protobuf decoding failed",
    ],
    [
      resigned(toBinary(TokenSchema, create(TokenSchema, { nonce: new Uint8Array(32) }))),
      "invalid token: protobuf parsing error: 'target_identity' not set",
    ],
    [
      resigned(toBinary(TokenSchema, create(TokenSchema, inner))),
      "invalid token: protobuf parsing error: 'expires_at' not set",
    ],
    [
      resigned(
        toBinary(
          TokenSchema,
          create(TokenSchema, { ...inner, expiresAt: { seconds: 2n ** 62n, nanos: 0 } }),
        ),
      ),
      "invalid token: protobuf parsing error: invalid 'expires_at' field",
    ],
  ];
  for (const [signedToken, message] of cases) {
    const bytes = toBinary(SignedTokenSchema, create(SignedTokenSchema, signedToken));
    assertEquals(
      await deleteUnknown(user, binaryTokenHeader(bytes)),
      `Unauthenticated: ${message}`,
    );
  }
  assertEquals(
    await deleteUnknown(user, { "x-nillion-token": "A".repeat(516) }),
    "Unauthenticated: token exceeds max length (512)",
  );
});

Deno.test("a node refuses an expired token, also one that it accepted before", async () => {
  const clock = new Clock();
  await using devnet = await startDevnet({ listen: false, environment: clock.environment });
  const user = new RawUser(devnet, clock.now);
  const header = binaryTokenHeader(tokenBytes(user));
  assertEquals(await deleteUnknown(user, header), accepted);
  clock.advanceDays(1);
  assertEquals(await deleteUnknown(user, header), "Unauthenticated: token is expired");
});

Deno.test("a node refuses an invalid token before it reads the request", async () => {
  await using devnet = await startDevnet({ listen: false });
  const user = new RawUser(devnet);
  assertEquals(
    await refused(user.membership({ "x-nillion-token": "?" }).cluster({})),
    "Unauthenticated: invalid base64 encoded token",
  );
});
