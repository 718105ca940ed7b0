import { MetricUnit, Metrics } from "@aws-lambda-powertools/metrics";
import { readVariable } from "../../environment.ts";
import { type MetricName, metricNamespace } from "../render/render-metrics.ts";

let opened: Metrics | undefined;

/**
 * Counts responses to requests for reports: a hit found an existing report, a miss had one rendered. API Gateway's own
 * metrics count all other requests.
 */
export function countAnswer(request: Request, { status }: Response): void {
  if (request.method !== "POST" || new URL(request.url).pathname !== "/reports") return;
  const counted: MetricName | undefined =
    status === 200 ? "CacheHits" : status === 201 || status === 202 ? "CacheMisses" : undefined;
  if (counted === undefined) return;
  opened ??= new Metrics({
    namespace: metricNamespace,
    serviceName: "api",
    defaultDimensions: { stack: readVariable("stack") },
  });
  opened.addMetric(counted, MetricUnit.Count, 1);
  opened.publishStoredMetrics();
}
