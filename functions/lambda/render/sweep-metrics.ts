import { MetricUnit, Metrics } from "@aws-lambda-powertools/metrics";
import { readVariable } from "../../environment.ts";
import { type MetricName, metricNamespace } from "./render-metrics.ts";

/** Counts what a sweep has done. One metric counts the sweep itself; an alarm watches for its absence. */
export function measureSweeps(): { note(swept: { readonly requeued: number; readonly expired: number }): void } {
  const metrics = new Metrics({
    namespace: metricNamespace,
    serviceName: "sweep",
    defaultDimensions: { stack: readVariable("stack") },
  });
  return {
    note({ requeued, expired }) {
      const counts: readonly (readonly [MetricName, number])[] = [
        ["Sweeps", 1],
        ["ReportsRequeued", requeued],
        ["ReportsExpired", expired],
      ];
      // An unwritten metric costs nothing.
      for (const [name, count] of counts) if (count > 0) metrics.addMetric(name, MetricUnit.Count, count);
      metrics.publishStoredMetrics();
    },
  };
}
