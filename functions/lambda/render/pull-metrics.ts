import { MetricUnit, Metrics } from "@aws-lambda-powertools/metrics";
import { readVariable } from "../../environment.ts";
import { metricNamespace } from "./render-metrics.ts";

const names = { ready: "SourcesRefreshed", failed: "SourcesFailed" } as const;

/** Counts how the refreshes of sources end. An alarm watches those that fail. */
export function measurePulls(): { note(state: "ready" | "failed"): void } {
  const metrics = new Metrics({
    namespace: metricNamespace,
    serviceName: "pull",
    defaultDimensions: { stack: readVariable("stack") },
  });
  return {
    note(state) {
      metrics.addMetric(names[state], MetricUnit.Count, 1);
      metrics.publishStoredMetrics();
    },
  };
}
