/** A handler throws it to have the connection dropped. A `fetch` in the same process rejects with it. */
export class ConnectionDropped extends TypeError {
  /** Always `ConnectionDropped`. */
  override readonly name = "ConnectionDropped";

  constructor() {
    super("A fault of the devnet dropped the connection");
  }
}
