/** How values are put together from the nodes' answers. */
export interface RetrieveOptions {
  /**
   * Whether one node more has to agree than it takes to recover the values, so that a wrong share is noticed; `false`
   * unless given. Without it a read succeeds with degree + 1 nodes, of which one that lies could change what is read.
   * With it, `invoke()` rejects with `NotEnoughSharesError` when no more than that answer. Of ECDSA signatures nobody's
   * share is ever checked: verify the signature.
   */
  requireChecked?: boolean | undefined;
}
