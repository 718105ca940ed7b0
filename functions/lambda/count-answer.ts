import { MetricUnit, Metrics } from "@aws-lambda-powertools/metrics";
import { metricNamespace } from "./render-metrics.ts";

const metrics = new Metrics({ namespace: metricNamespace, serviceName: "api" });

/**
 * Counts the answers to requests for reports: a hit is told a report that was there already, a miss has one made. Other
 * requests are not counted; API Gateway's own metrics do that.
 */
export function countAnswer(request: Request, { status }: Response): void {
  if (request.method !== "POST" || new URL(request.url).pathname !== "/reports") return;
  if (status === 200) metrics.addMetric("CacheHits", MetricUnit.Count, 1);
  else if (status === 201 || status === 202) metrics.addMetric("CacheMisses", MetricUnit.Count, 1);
  if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
}
