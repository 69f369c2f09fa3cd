import { expect, expectSame } from "./expect.ts";
import type { Cases } from "./context.ts";

/** Cases of paying from the balance. */
export const payFromBalance: Cases = {
  "a deposit on the chain makes a balance that pays for operations": (t) =>
    t.withUser({ payer: t.payer }, async (user) => {
      await user.addFunds(3_000_000n);
      const { balance } = await user.balance();
      const operation = user.storeValues({ a: new t.api.SecretInteger(1) }, { ttlDays: 1 });
      const { feesCredits } = await operation.quote();
      await operation.invoke();
      expect(feesCredits > 0n, "storing costs something");
      expectSame((await user.balance()).balance, balance - feesCredits, "the balance afterwards");
    }),
};

/** Cases of paying on the chain, with cosmjs. */
export const payOnChain: Cases = {
  "an operation is paid from a wallet": (t) =>
    t.withUser({ payer: t.payer, paymentMode: "perOperation" }, async (user) => {
      const values = { a: new t.api.SecretInteger(1) };
      const id = await user.storeValues(values, { ttlDays: 1 }).invoke();
      const read = await user.retrieveValues(id).invoke();
      expect(values.a.equals(read["a"]), "the value came back");
      expectSame((await user.balance()).balance, 0n, "the balance, which paid nothing");
    }),
  "a user pays a quote, and the transaction buys a receipt": (t) =>
    t.withUser({}, async (user) => {
      const operation = user.storeValues({ a: new t.api.SecretInteger(1) }, { ttlDays: 1 });
      const quote = await operation.quote();
      const txHash = await t.payer.submitPayment(quote.feesUnil, quote.nonce);
      expectSame(await t.payer.resume(txHash), txHash, "the payment is in a block");
      const receipt = await user.getPaymentReceipt(quote, txHash);
      expectSame((await operation.invokeWithReceipt(receipt)).length, 36, "the id's length");
    }),
  "many payments at once from one wallet are all made": (t) =>
    t.withUser({ payer: t.payer, paymentMode: "perOperation" }, async (user) => {
      const numbers = Array.from({ length: 8 }, (_, index) => index);
      const ids = await Promise.all(
        numbers.map((number) =>
          user.storeValues({ a: new t.api.SecretInteger(number) }, { ttlDays: 1 }).invoke()
        ),
      );
      expectSame(new Set(ids).size, numbers.length, "ids");
    }),
};
