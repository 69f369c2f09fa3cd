/** Python programs of examples, and those that the network has of its own, in TypeScript, by the paths of their files. */
import { nada, type Program } from "@nilvm/client/nada";

function auction(): Program {
  const bidders = ["bidder0", "bidder1", "bidder2"] as const;
  return nada.program({
    name: "auction",
    parties: ["auctioneer", ...bidders],
    inputs: {
      bid0: nada.secretInteger("bidder0"),
      bid1: nada.secretInteger("bidder1"),
      bid2: nada.secretInteger("bidder2"),
    },
    outputs: { winner: "auctioneer", price: "auctioneer" },
  }, ({ bid0, bid1, bid2 }) => {
    const first = bid1.gt(bid0);
    let loser = first.ifElse(bid0, bid1);
    let winner = first.ifElse(1, 0);
    const highest = first.ifElse(bid1, bid0);
    const zero = nada.literal(0);
    let price = loser.gt(zero).ifElse(loser, zero);
    const second = bid2.gt(highest);
    loser = second.ifElse(highest, bid2);
    winner = second.ifElse(2, winner);
    price = loser.gt(price).ifElse(loser, price);
    return { winner, price };
  });
}

/** The programs, each by the path of its file without the extension. */
export const examplePrograms: Record<string, () => Program> = {
  "examples/nada/auction": auction,

  "examples/nada/average_salary": () =>
    nada.program({
      name: "average_salary",
      parties: ["employee0", "employee1", "employee2"],
      inputs: {
        salary0: nada.secretInteger("employee0"),
        salary1: nada.secretInteger("employee1"),
        salary2: nada.secretInteger("employee2"),
      },
      outputs: { average0: "employee0", average1: "employee1", average2: "employee2" },
    }, ({ salary0, salary1, salary2 }) => {
      const average = salary0.add(salary1).add(salary2).div(3);
      return { average0: average, average1: average, average2: average };
    }),

  "scripts/builtins/tecdsa_sign": () =>
    nada.program({
      name: "tecdsa_sign",
      parties: ["tecdsa_key_party", "tecdsa_digest_message_party", "tecdsa_output_party"],
      inputs: {
        tecdsa_private_key: nada.ecdsaPrivateKey("tecdsa_key_party"),
        tecdsa_digest_message: nada.ecdsaDigestMessage("tecdsa_digest_message_party"),
      },
      outputs: { tecdsa_signature: "tecdsa_output_party" },
    }, ({ tecdsa_private_key: key, tecdsa_digest_message: digest }) => ({
      tecdsa_signature: key.sign(digest),
    })),

  "scripts/builtins/teddsa_sign": () =>
    nada.program({
      name: "teddsa_sign",
      parties: ["teddsa_key_party", "teddsa_message_party", "teddsa_output_party"],
      inputs: {
        teddsa_private_key: nada.eddsaPrivateKey("teddsa_key_party"),
        teddsa_message: nada.eddsaMessage("teddsa_message_party"),
      },
      outputs: {
        teddsa_signature: "teddsa_output_party",
        teddsa_message: "teddsa_output_party",
        teddsa_public_key: "teddsa_output_party",
      },
    }, ({ teddsa_private_key: key, teddsa_message: message }) => ({
      teddsa_signature: key.sign(message),
      teddsa_message: message,
      teddsa_public_key: key.publicKey(),
    })),
};
