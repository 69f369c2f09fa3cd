/** Thrown where a connection is to be dropped; a `fetch` in the same process fails with it. */
export class ConnectionDropped extends TypeError {
  /** Always `ConnectionDropped`. */
  override readonly name = "ConnectionDropped";

  /** For a reason that a client in the same process is told. */
  constructor() {
    super("The connection was dropped by a fault of the devnet");
  }
}
