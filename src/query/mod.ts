/**
 * Every operation of the client as options for TanStack Query 5, for React, Vue, Svelte and Solid. It imports nothing of
 * TanStack.
 *
 * A secret is in the cache only while a component uses it, and is never written down with the cache. A read that costs
 * money is sent when a component appears, and again only when your code asks for it.
 *
 * @example Store, and read
 * ```ts
 * import { SecretInteger } from "@nilvm/client";
 * import { Kept, retrieveValuesQuery, storeValuesMutation } from "@nilvm/client/query";
 * import { startDevnet } from "@nilvm/client/devnet";
 * import { assert } from "@std/assert";
 *
 * await using devnet = await startDevnet({ listen: false });
 * await using client = await devnet.client();
 *
 * // In React: const store = useMutation(storeValuesMutation(client)); store.mutate({ ... })
 * const store = storeValuesMutation(client);
 * const id = await store.mutationFn({ values: { a: new SecretInteger(7) }, ttlDays: 1 });
 *
 * // In React: const { data } = useQuery(retrieveValuesQuery(client, id))
 * const { queryFn, select } = retrieveValuesQuery(client, id);
 * const kept = await queryFn({ signal: new AbortController().signal });
 * assert(new SecretInteger(7).equals(select(kept).a));
 * assert(Kept.open(kept) === select(kept));
 * ```
 *
 * @example Options of all reads
 * ```ts
 * import {
 *   balanceQuery,
 *   poolStatusQuery,
 *   retrieveComputeResultsQuery,
 *   retrievePermissionsQuery,
 * } from "@nilvm/client/query";
 * import { startDevnet } from "@nilvm/client/devnet";
 * import { assertEquals } from "@std/assert";
 *
 * await using devnet = await startDevnet({ listen: false });
 * await using client = await devnet.client();
 * const id = crypto.randomUUID();
 *
 * const reads = [
 *   balanceQuery(client),
 *   poolStatusQuery(client),
 *   retrieveComputeResultsQuery(client, id),
 *   retrievePermissionsQuery(client, id),
 * ];
 * assertEquals(reads.map(({ retry }) => retry), [false, false, false, false]);
 * ```
 *
 * @example A program from end to end, and who may read
 * ```ts
 * import { Permissions, SecretInteger } from "@nilvm/client";
 * import { nada } from "@nilvm/client/nada";
 * import {
 *   addFundsMutation,
 *   computeMutation,
 *   deleteValuesMutation,
 *   overwritePermissionsMutation,
 *   resumePaymentsMutation,
 *   storeProgramMutation,
 *   updatePermissionsMutation,
 * } from "@nilvm/client/query";
 * import { startDevnet } from "@nilvm/client/devnet";
 * import { assertEquals } from "@std/assert";
 *
 * await using devnet = await startDevnet({ listen: false });
 * await using client = await devnet.client();
 * await resumePaymentsMutation(client).mutationFn({});
 * await addFundsMutation(client).mutationFn({ amountUnil: 10_000_000n });
 *
 * const double = nada.program({
 *   name: "double",
 *   parties: ["me"],
 *   inputs: { a: nada.secretInteger("me") },
 *   outputs: { twice: "me" },
 * }, ({ a }) => ({ twice: a.add(a) }));
 * const programId = await storeProgramMutation(client).mutationFn(double);
 * const parties = { me: client.userId };
 * const run = { programId, parties, values: { a: 21 } };
 * const computeId = await computeMutation(client, double).mutationFn(run);
 * const { twice } = await client.retrieveComputeResults(double, computeId).invoke();
 * assertEquals(twice, 42n);
 *
 * const id = await client.storeValues({ a: new SecretInteger(1) }, { ttlDays: 1 }).invoke();
 * const permissions = Permissions.defaultsForUser(client.userId);
 * await overwritePermissionsMutation(client).mutationFn({ id, permissions });
 * const delta = { retrieve: { revoke: [client.userId] } };
 * await updatePermissionsMutation(client).mutationFn({ id, delta });
 * await deleteValuesMutation(client).mutationFn({ id });
 * ```
 *
 * @module
 */
export { Kept } from "./kept.ts";
export {
  addFundsMutation,
  type AddFundsVariables,
  computeMutation,
  deleteValuesMutation,
  type DeleteValuesVariables,
  type MutationOptions,
  overwritePermissionsMutation,
  type OverwritePermissionsVariables,
  type PaidMutationOptions,
  resumePaymentsMutation,
  storeProgramMutation,
  type StoreProgramVariables,
  storeValuesMutation,
  type StoreValuesVariables,
  updatePermissionsMutation,
  type UpdatePermissionsVariables,
} from "./mutations.ts";
export { nextProgress, type Progress } from "./progress.ts";
export {
  balanceQuery,
  type PaidQueryOptions,
  poolStatusQuery,
  queryKeyOf,
  type QueryOptions,
  type ReadOptions,
  retrieveComputeResultsQuery,
  retrievePermissionsQuery,
  retrieveValuesQuery,
} from "./queries.ts";
