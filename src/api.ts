/**
 * The exports of every entry point of the client. Each entry point adds a loader for the WASM core.
 *
 * @module
 */
export * from "./errors/mod.ts";
export { VmClient, type VmClientOptions } from "./client.ts";
export * from "./keys/mod.ts";
export type { Cluster, ClusterMember, NodePublicKey } from "./network/cluster.ts";
export type { Fetch } from "./base/default_fetch.ts";
export type { CallOptions } from "./async/deadline.ts";
export type { Span, SpanOptions, Tracer } from "./events/tracer.ts";
export type {
  EventContext,
  EventListener,
  EventOutcome,
  OperationEnd,
  OperationName,
  OperationStart,
  PaymentChange,
  PhaseContext,
  PhaseEnd,
  PhaseStart,
  RequestBytes,
  RequestContext,
  RequestEnd,
  RequestProgress,
  RequestStart,
  VmEvent,
} from "./events/vm_event.ts";
export type { Environment } from "./async/environment.ts";
export { Network, type NetworkOptions } from "./network/network.ts";
export type { ComputeId, ComputeOptions } from "./operations/compute.ts";
export type { Operation } from "./operations/operation.ts";
export type { PaidOperation } from "./operations/paid_operation.ts";
export type { PoolStatus, PreprocessingPool } from "./operations/pool_status.ts";
export type { RetrieveComputeResultsOptions } from "./operations/retrieve_compute_results.ts";
export type { RetrieveValuesOptions } from "./operations/retrieve_values.ts";
export type { ValuesOperation } from "./operations/values_operation.ts";
export type { RetrieveOptions } from "./operations/unmask_answers.ts";
export type { ConfirmOptions } from "./operations/confirm.ts";
export type { StoreValuesOptions } from "./operations/store_values.ts";
export type { AccountBalance } from "./payments/balance.ts";
export type { Journal } from "./journal/journal.ts";
export type { Payer, PaymentMode, PaymentOptions, PendingPayment } from "./payments/payer.ts";
export type {
  EarlierPayment,
  KeptPayment,
  LostPayment,
  OpenPurchase,
  ResumedPayments,
  UnsettledPayment,
} from "./payments/earlier_payments.ts";
export {
  type PreprocessingCounts,
  PreprocessingElement,
} from "./payments/preprocessing_element.ts";
export type { PriceQuote, SignedQuote } from "./payments/quote.ts";
export type { SignedReceipt } from "./payments/receipt.ts";
export {
  type ComputePermission,
  Permissions,
  type PermissionsOptions,
} from "./permissions/permissions.ts";
export type {
  ComputePermissionCommand,
  PermissionCommand,
  PermissionsDelta,
} from "./permissions/permissions_delta.ts";
export {
  type CompiledProgram,
  type CompileOptions,
  compileProgram,
} from "./programs/compile_program.ts";
export type { PrimeBits } from "./programs/prime_bits.ts";
export { InputPartyBinding, OutputPartyBinding } from "./programs/party_bindings.ts";
export type { ProgramId } from "./programs/program_id.ts";
export type {
  BoundRun,
  Fitting,
  FittingLength,
  FittingRun,
  LookAtStored,
  NamedProgram,
  NeedsLength,
  NoSuchInput,
  Sized,
  StoredInputs,
  TypedInputs,
  TypedOutputs,
  TypedRun,
} from "./programs/typed_program.ts";
export type { ProgramDescription, ProgramValue } from "./core/programs.ts";
export * from "./values/mod.ts";
