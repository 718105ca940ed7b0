import { MetricUnit, Metrics } from "@aws-lambda-powertools/metrics";
import type { SQSRecord } from "aws-lambda";
import type { Outcome } from "../core/lifecycle/records/records.ts";
import { readVariable } from "../environment.ts";
import type { Clock } from "../core/ports.ts";

/** Namespace of all of Broadsheet's metrics in CloudWatch. */
export const metricNamespace = "Broadsheet";

/** Every metric that the functions write, each with the dimensions `service` and `stack`: `render` the first ones, `api` the cache's, `sweep` the last. */
export const metricNames = ["ReportsReady", "ReportsFailed", "ReportsGivenUp", "RenderTime", "Pages", "Bytes", "CostMicroUsd", "QueueAge", "CacheHits", "CacheMisses", "Sweeps", "ReportsRequeued", "ReportsExpired"] as const;

export type MetricName = (typeof metricNames)[number];

export interface RenderMetrics {
  /** Notes an outcome, if the attempt begun at `begun` (milliseconds since the epoch) brought it about. */
  note(outcome: Outcome, begun: number): void;
  /** Notes how long messages have waited. */
  noteAge(messages: readonly SQSRecord[]): void;
  /** Writes what was noted. */
  publish(): void;
}

/** Counts renders in CloudWatch's embedded metric format, which costs no call: the numbers travel in the log. */
export function measureRenders(clock: Clock): RenderMetrics {
  const metrics = new Metrics({ namespace: metricNamespace, serviceName: "render", defaultDimensions: { stack: readVariable("stack") } });
  const add = (name: MetricName, unit: (typeof MetricUnit)[keyof typeof MetricUnit], value: number): void => void metrics.addMetric(name, unit, value);
  return {
    note(outcome, begun) {
      // An earlier outcome was met, not made.
      if (outcome.finished < begun) return;
      if (outcome.state === "failed") add("ReportsFailed", MetricUnit.Count, 1);
      if (outcome.state === "failed" && !outcome.final) add("ReportsGivenUp", MetricUnit.Count, 1);
      if (outcome.state !== "ready") return;
      const elapsed = clock.now() - begun;
      add("ReportsReady", MetricUnit.Count, 1);
      add("RenderTime", MetricUnit.Milliseconds, elapsed);
      add("Pages", MetricUnit.Count, outcome.pages);
      add("Bytes", MetricUnit.Bytes, outcome.bytes);
      if (outcome.cost !== undefined) add("CostMicroUsd", MetricUnit.Count, Math.round(outcome.cost.usd * 1e6));
    },
    noteAge(messages) {
      for (const { attributes } of messages) {
        if (attributes.ApproximateReceiveCount !== "1") continue;
        add("QueueAge", MetricUnit.Milliseconds, Math.max(0, clock.now() - Number(attributes.SentTimestamp)));
      }
    },
    publish() {
      if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
    },
  };
}
