import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { prices } from "../../../functions/lambda/render/prices.ts";
import { callsPerReport, callsPerRetirement, renderCost } from "../../../functions/lambda/render/render-cost.ts";
import { metricNames } from "../../../functions/lambda/render/render-metrics.ts";

const root = join(import.meta.dirname, "../../..");

/** The flagship's figures, which `tests/servers/lambda-functions.test.ts` and `lambda-chaos.test.ts` print. */
const measured = { seconds: 0.9, gigabytes: 2, pdfBytes: 92_000 };
const hoursOfMonth = 730;

test("a report's cost is its memory-seconds and the calls around it", () => {
  const { gigabyteSeconds, usd } = renderCost(900, 2048, "arm64");
  expect(gigabyteSeconds).toBe(1.8);
  // 2.1 GB-s of Lambda 28, 11 writes 55, 22 reads 8.8, 3 messages 1.2, 3 requests 3, 4 invocations 0.8, 4 traces 20, 5 KB of log 2.5 millionths.
  expect(usd).toBeCloseTo(119.3e-6, 7);
  expect(renderCost(900, 2048, "x86_64").usd).toBeCloseTo(usd + 2.1 * 3.3333e-6, 7);
  expect(renderCost(1800, 2048, "arm64").usd).toBeCloseTo(usd + 1.8 * prices.gigabyteSecond.arm64, 7);
  expect(renderCost(0, 2048, "arm64").gigabyteSeconds).toBe(0);
});

/** Computes the table of docs/operations.md from the prices and the resources of the stack. */
function costTable(): string {
  const template = JSON.parse(readFileSync(join(root, "tests/infra/broadsheet.template.json"), "utf8")) as {
    Resources: Record<string, { Type: string }>;
  };
  const count = (type: string): number => Object.values(template.Resources).filter(({ Type }) => Type === type).length;
  const { s3Write, s3Read, sqsRequest, apiRequest } = callsPerReport;
  const one = renderCost(measured.seconds * 1000, measured.gigabytes * 1024, "arm64");
  const delivery = (measured.pdfBytes / 1e9) * (prices.gigabyteOut + 3 * prices.s3GigabyteMonth);
  const retirement = callsPerRetirement.s3Write * prices.s3Write + callsPerRetirement.s3Read * prices.s3Read;
  // Every five minutes: half a second of 512 MB, one listing each of pending and recent reports, pending and recent
  // batches, and uploads, and the begin and end of the turn.
  const sweep =
    hoursOfMonth *
    12 *
    (0.25 * prices.gigabyteSecond.arm64 + prices.lambdaRequest + 7 * prices.s3Write + 3 * prices.s3Read);
  // Every minute: a tenth of a second of 1 GB and a listing of the publications; if there are any, a listing of their
  // editions, and four reads for each.
  const minutes = hoursOfMonth * 60;
  const tick = minutes * (0.1 * prices.gigabyteSecond.arm64 + prices.lambdaRequest + prices.s3Write);
  const queues = count("AWS::Lambda::EventSourceMapping");
  // Each queue has five pollers, each of which asks every twenty seconds.
  const polling = queues * 5 * hoursOfMonth * 180 * prices.sqsRequest;
  const alarms = count("AWS::CloudWatch::Alarm");
  const idle = sweep + tick + prices.metric + polling + alarms * prices.alarm + prices.dashboard;
  return [
    "| what | how much | dollars |",
    "|---|---|---|",
    `| one report | ${measured.seconds} s x ${measured.gigabytes} GB = ${one.gigabyteSeconds} GB-seconds, ${s3Write} writes and ${s3Read} reads of S3, ${sqsRequest} calls of SQS, ${apiRequest} API requests | ${one.usd.toFixed(5)} |`,
    `| its PDF | ${measured.pdfBytes / 1000} KB sent once and kept for 90 days | ${delivery.toFixed(5)} |`,
    `| its retirement | ${callsPerRetirement.s3Write} writes (a listing is one) and ${callsPerRetirement.s3Read} reads of S3, ${callsPerRetirement.s3Delete} deletions, which are free | ${retirement.toFixed(5)} |`,
    `| 1,000 reports | | ${(1000 * (one.usd + delivery + retirement)).toFixed(2)} |`,
    `| one month idle | sweep ${sweep.toFixed(2)}, tick ${tick.toFixed(2)}, metric of the sweep ${prices.metric.toFixed(2)}, polling of ${queues} queues ${polling.toFixed(2)}, ${alarms} alarms ${(alarms * prices.alarm).toFixed(2)}, dashboard ${prices.dashboard.toFixed(2)} | ${idle.toFixed(2)} |`,
    `| publications, a month | a listing a minute ${(minutes * prices.s3Write).toFixed(2)}, and 4 reads a minute for each publication, 3 for each dataset of its triggers | ${(minutes * prices.s3Write).toFixed(2)}, and ${(minutes * 4 * prices.s3Read).toFixed(2)} for each |`,
    `| one month busy | in addition: ${metricNames.length - 1} custom metrics, for the hours with reports | up to ${((metricNames.length - 1) * prices.metric).toFixed(2)} |`,
  ].join("\n");
}

test("the documentation's table is computed from the prices, the calls and the stack", () => {
  const operations = readFileSync(join(root, "docs/operations.md"), "utf8");
  expect(operations).toContain(costTable());
  expect(operations).toContain(`prices of us-east-1 as known in ${prices.asOf}`);
});
