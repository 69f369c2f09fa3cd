/** The id of a computation: a UUID such as `5f1d6b1e-3c0f-4c7e-9a52-8b7d5f0c1a2b`. */
export type ComputeId = string;
