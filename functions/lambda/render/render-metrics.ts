import { MetricUnit, Metrics } from "@aws-lambda-powertools/metrics";
import type { SQSRecord } from "aws-lambda";
import type { Outcome } from "../../core/service/lifecycle/records/records.ts";
import { readVariable } from "../../environment.ts";
import type { Clock } from "../../core/ports.ts";

/** Namespace of Broadsheet's metrics in CloudWatch. */
export const metricNamespace = "Broadsheet";

/**
 * Every metric that the functions write, with the dimensions `service` and `stack`: first those of `render`, then the
 * cache's of `api`, then those of `sweep`. Those of `pull` are written only where there are sources.
 */
export const metricNames = [
  "ReportsReady",
  "ReportsFailed",
  "ReportsGivenUp",
  "RenderTime",
  "Pages",
  "Bytes",
  "CostMicroUsd",
  "QueueAge",
  "CacheHits",
  "CacheMisses",
  "Sweeps",
  "ReportsRequeued",
  "ReportsExpired",
  "DeliveriesParked",
  "LettersUnknown",
] as const;

export type MetricName = (typeof metricNames)[number];

export interface RenderMetrics {
  /** Counts an outcome, if it came from the attempt that began at `begun` (milliseconds since the epoch). */
  note(outcome: Outcome, begun: number): void;
  /** Records how long messages have waited. */
  noteAge(messages: readonly SQSRecord[]): void;
  /** Writes the counts. */
  publish(): void;
}

/** Counts renders in CloudWatch's embedded metric format, which needs no calls: the numbers are part of the log. */
export function measureRenders(clock: Clock): RenderMetrics {
  const metrics = new Metrics({
    namespace: metricNamespace,
    serviceName: "render",
    defaultDimensions: { stack: readVariable("stack") },
  });
  const add = (name: MetricName, unit: (typeof MetricUnit)[keyof typeof MetricUnit], value: number): void =>
    void metrics.addMetric(name, unit, value);
  return {
    note(outcome, begun) {
      // The outcome is from an earlier attempt.
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
