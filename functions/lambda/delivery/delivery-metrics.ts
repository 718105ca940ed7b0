import { MetricUnit, Metrics } from "@aws-lambda-powertools/metrics";
import type { DeliveryState } from "../../core/service/delivery/records/delivery.ts";
import { readVariable } from "../../environment.ts";
import { type MetricName, metricNamespace } from "../render/render-metrics.ts";

/** The states that somebody must look at: an alarm watches each. */
const counted: Readonly<Partial<Record<DeliveryState, MetricName>>> = {
  parked: "DeliveriesParked",
  unknown: "LettersUnknown",
};

/** Counts deliveries that were given up, and letters that may or may not have been sent. */
export function measureDeliveries(): { note(state: DeliveryState): void; publish(): void } {
  const metrics = new Metrics({
    namespace: metricNamespace,
    serviceName: "deliver",
    defaultDimensions: { stack: readVariable("stack") },
  });
  let noted = false;
  return {
    note(state) {
      const name = counted[state];
      if (name === undefined) return;
      metrics.addMetric(name, MetricUnit.Count, 1);
      noted = true;
    },
    // An unwritten metric costs nothing.
    publish() {
      if (noted) metrics.publishStoredMetrics();
      noted = false;
    },
  };
}
