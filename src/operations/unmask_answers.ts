import { checkFaultTolerance } from "../masking/fault_tolerance.ts";
import { CorruptShareError } from "../errors/mod.ts";
import { withContext } from "../errors/with_context.ts";
import { encodeHex } from "../base/hex.ts";
import type { PartyShares } from "../masking/secret_masker.ts";
import type { Values } from "../values/values.ts";
import type { NodeRequest } from "../fan_out/agree.ts";
import type { Session } from "./session.ts";

/** How certain a read has to be. */
export interface RetrieveOptions {
  /**
   * How many of the nodes may lie, and may agree on their lie, without the result being wrong: an integer from 0 to the
   * number of nodes less degree + 1, and 0 unless given.
   *
   * The read then waits for the answers that it needs, degree + 1 + `faultTolerance` and one more for each that is
   * found wrong, and otherwise rejects with `NotEnoughSharesError` or `CorruptShareError`. It refuses values with an ECDSA
   * signature, whose shares nothing checks: read them without `faultTolerance` and verify the signature.
   */
  faultTolerance?: number | undefined;
}

/**
 * Checks how many lying nodes a caller wants to tolerate.
 *
 * @throws {InvalidArgumentError} When the network cannot tolerate that.
 */
export function readFaultTolerance({ connection }: Session, options: RetrieveOptions): number {
  const { nodes, cluster } = connection;
  const parts = { parties: nodes.length, degree: cluster.polynomialDegree };
  return checkFaultTolerance(options.faultTolerance, parts);
}

/**
 * The part of a request that recovers values from the nodes' shares, and names the nodes that gave wrong ones.
 *
 * @param ifCorrupt What else contradicting shares can mean, for errors.
 * @throws {InvalidArgumentError} When an option is out of range or has a wrong type.
 */
export function unmaskAnswers(
  session: Session,
  options: RetrieveOptions,
  ifCorrupt = "",
): Omit<NodeRequest<PartyShares, Values>, "ask"> {
  const { masker, connection } = session;
  const faultTolerance = readFaultTolerance(session, options);
  const unmask = (shares: readonly PartyShares[]) => {
    try {
      return masker.unmask(shares, { faultTolerance });
    } catch (error) {
      if (!(error instanceof CorruptShareError)) throw error;
      throw withContext(error, {}, `${error.message}${ifCorrupt}`);
    }
  };
  return {
    nodes: connection.nodes,
    quorum: connection.cluster.polynomialDegree + 1,
    concludesIn: "unmask",
    conclude(shares) {
      const { values, faultyParties, toleratedFaults } = unmask(shares);
      const faulty = new Map(faultyParties.map((party) => {
        const node = encodeHex(party);
        const message =
          `Node ${node} gave shares that contradict the shares of the other nodes${ifCorrupt}`;
        return [node, new CorruptShareError(message, { node, phase: "unmask", parties: [party] })];
      }));
      return { result: values, faulty, toleratedFaults };
    },
  };
}
