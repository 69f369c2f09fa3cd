import { create } from "@bufbuild/protobuf";
import { Code, type ConnectRouter } from "@connectrpc/connect";
import {
  Health,
  type HealthCheckResponse,
  HealthCheckResponse_ServingStatus,
  HealthCheckResponseSchema,
} from "../../gen/grpc/health/v1/health_pb.ts";
import { refusal } from "../base/refusal.ts";

/** Serves the health of the whole node, to everyone. As at real nodes, no service has a health of its own. */
export function healthService(router: ConnectRouter): void {
  router.service(Health, {
    check: ({ service }) => healthOf(service),

    async *watch({ service }, { signal }) {
      yield healthOf(service);
      // A node serves until it ends, so there is no second answer.
      if (signal.aborted) return;
      await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
    },
  });
}

function healthOf(service: string): HealthCheckResponse {
  if (service !== "") throw refusal(Code.NotFound, "service not registered");
  return create(HealthCheckResponseSchema, { status: HealthCheckResponse_ServingStatus.SERVING });
}
