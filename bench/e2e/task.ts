/** What a client can be asked to do again and again. */
export type OperationName = "store" | "read" | "compute" | "pay";

/** Makes a user with a new key, and pays for its operations in advance. */
export interface ConnectTask {
  do: "connect";
  /** Where the network and its chain are. */
  bootnode: string;
  chainId: string;
  chainRpcEndpoint: string;
  chainGrpcEndpoint: string;
  /** The key of the wallet that pays, in hex. */
  walletKey: string;
  /** What is paid in advance, in unil. */
  fundsUnil: string;
  /** The program that `compute` runs. */
  programId: string;
}

/** Does one operation several times. */
export interface RunTask {
  do: "run";
  operation: OperationName;
  /** The size of the blob that is stored or read. */
  sizeBytes: number;
  times: number;
  /** How many are under way at any time. */
  atOnce: number;
}

/** Deletes what was stored. */
export interface ForgetTask {
  do: "forget";
}

/** A line of JSON that a client gets. */
export type Task = ConnectTask | RunTask | ForgetTask;

/** What a client measured of a {@linkcode RunTask}. */
export interface Run {
  /** How long each operation took, in milliseconds. */
  latenciesMs: number[];
  /** How long all took together, in milliseconds. */
  tookMs: number;
  /** The processor time of the client's process, in milliseconds. */
  processorMs: number;
}

/** A line of JSON that a client answers: a `Run`, `{}`, or why it failed. */
export type Answer = Partial<Run> & { error?: string };
