import { MetricUnit, Metrics } from "@aws-lambda-powertools/metrics";
import { type MetricName, metricNamespace } from "./render-metrics.ts";

const metrics = new Metrics({ namespace: metricNamespace, serviceName: "api" });

/**
 * Counts the answers to requests for reports: a hit is told a report that was there already, a miss has one made. Other
 * requests are not counted; API Gateway's own metrics do that.
 */
export function countAnswer(request: Request, { status }: Response): void {
  if (request.method !== "POST" || new URL(request.url).pathname !== "/reports") return;
  const counted: MetricName | undefined = status === 200 ? "CacheHits" : status === 201 || status === 202 ? "CacheMisses" : undefined;
  if (counted !== undefined) metrics.addMetric(counted, MetricUnit.Count, 1);
  if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
}
