import { MetricUnit, Metrics } from "@aws-lambda-powertools/metrics";
import type { Outcome } from "../../core/service/lifecycle/records/records.ts";
import type { PullReady } from "../../core/service/source/pull-kind.ts";
import { readVariable } from "../../environment.ts";
import { metricNamespace } from "./render-metrics.ts";

/**
 * The metric that counts how a refresh ended, if one does: one that was overtaken because somebody edited or deleted
 * its source is no failure.
 */
export function metricOfPull(outcome: Outcome<PullReady>): "SourcesRefreshed" | "SourcesFailed" | undefined {
  if (outcome.state === "ready") return "SourcesRefreshed";
  if (outcome.state !== "failed" || outcome.problems.every(({ code }) => code === "source-changed")) return undefined;
  return "SourcesFailed";
}

/** Counts how the refreshes of sources end. An alarm watches those that fail. */
export function measurePulls(): { note(outcome: Outcome<PullReady>): void } {
  const metrics = new Metrics({
    namespace: metricNamespace,
    serviceName: "pull",
    defaultDimensions: { stack: readVariable("stack") },
  });
  return {
    note(outcome) {
      const name = metricOfPull(outcome);
      if (name === undefined) return;
      metrics.addMetric(name, MetricUnit.Count, 1);
      metrics.publishStoredMetrics();
    },
  };
}
