import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { MemoryObjectStore } from "../../../functions/adapters/memory-object-store.ts";
import { announceOutcome } from "../../../functions/core/service/event/announce-outcome.ts";
import { prices } from "../../../functions/lambda/render/prices.ts";
import {
  callsPerReport,
  callsPerRetirement,
  callsToAnnounce,
  renderCost,
} from "../../../functions/lambda/render/render-cost.ts";
import { metricNames } from "../../../functions/lambda/render/render-metrics.ts";
import { endReport, openLab } from "../../core/service/delivery/delivery-fakes.ts";
import { FaultyStore } from "../../core/service/lifecycle/lifecycle-fakes.ts";

const root = join(import.meta.dirname, "../../..");

/** The flagship's figures, which `tests/servers/stack/lambda-functions.test.ts` and `lambda-chaos.test.ts` print. */
const measured = { seconds: 0.9, gigabytes: 2, pdfBytes: 92_000 };
const hoursOfMonth = 730;

test("a report's cost is its memory-seconds and the calls around it", () => {
  const { gigabyteSeconds, usd } = renderCost(900, 2048, "arm64");
  expect(gigabyteSeconds).toBe(1.8);
  // 2.2 GB-s of Lambda 29.3, 11 writes 55, 27 reads 10.8, 6 calls of SQS 2.4, 3 requests 3, 5 invocations 1, 5 traces 25, an event 1, 6 KB of log 3 millionths.
  expect(usd).toBe(0.0001305);
  // 2.2 GB-s at 3.3333 millionths more.
  expect(renderCost(900, 2048, "x86_64").usd).toBe(0.0001379);
  expect(renderCost(1800, 2048, "arm64").usd).toBeCloseTo(usd + 1.8 * prices.gigabyteSecond.arm64, 7);
  expect(renderCost(0, 2048, "arm64").gigabyteSeconds).toBe(0);
});

test("announcing the end of a report makes the calls to S3 that its estimate counts", async () => {
  const store = new FaultyStore(new MemoryObjectStore());
  const lab = openLab(store);
  const folder = await endReport(store.inner);
  // The bus is no store: `planDeliveries` is the other subscriber of the function.
  await announceOutcome(folder, lab);
  const count = (methods: RegExp): number => store.calls.filter((call) => methods.test(call)).length;
  expect({ s3Write: count(/^(?:list|put|create|replace) /), s3Read: count(/^(?:get|head) /) }).toEqual({
    s3Write: callsToAnnounce.s3Write,
    s3Read: callsToAnnounce.s3Read,
  });
  expect(store.calls).toHaveLength(callsToAnnounce.s3Write + callsToAnnounce.s3Read);
  expect(callsPerReport).toMatchObject({ s3Write: 11, s3Read: 27, sqsRequest: 6, lambdaRequest: 5 });
});

interface Costs {
  readonly table: string;
  /** Cost of a thousand reports, and of an idle month with and without what is free for ever, US dollars. */
  readonly thousand: number;
  readonly idle: number;
  readonly idleWithFree: number;
}

/** Computes the table of docs/operations.md from the prices and the resources of the stack. */
function costs(): Costs {
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
  // Every minute: a tenth of a second of 512 MB and a listing of the deliveries that are due.
  const announce = minutes * (0.05 * prices.gigabyteSecond.arm64 + prices.lambdaRequest + prices.s3Write);
  // The first invocation of a second is sampled, and these come alone.
  const traces = (2 * minutes + hoursOfMonth * 12) * prices.trace;
  const queues = count("AWS::Lambda::EventSourceMapping");
  // Each queue has five pollers, each of which asks every twenty seconds.
  const polls = queues * 5 * hoursOfMonth * 180;
  const polling = polls * prices.sqsRequest;
  const alarms = count("AWS::CloudWatch::Alarm");
  const idle = sweep + tick + announce + traces + prices.metric + polling + alarms * prices.alarm + prices.dashboard;
  const free =
    Math.min(alarms, 10) * prices.alarm +
    prices.metric +
    prices.dashboard +
    Math.min(polls, 1e6) * prices.sqsRequest +
    Math.min(traces, 1e5 * prices.trace);
  const thousand = 1000 * (one.usd + delivery + retirement);
  const table = [
    "| what | how much | dollars |",
    "|---|---|---|",
    `| one report | ${measured.seconds} s x ${measured.gigabytes} GB = ${one.gigabyteSeconds} GB-seconds, ${s3Write} writes and ${s3Read} reads of S3, ${sqsRequest} calls of SQS, ${apiRequest} API requests, an event | ${one.usd.toFixed(5)} |`,
    `| its PDF | ${measured.pdfBytes / 1000} KB sent once and kept for 90 days | ${delivery.toFixed(5)} |`,
    `| its retirement | ${callsPerRetirement.s3Write} writes (a listing is one) and ${callsPerRetirement.s3Read} reads of S3, ${callsPerRetirement.s3Delete} deletions, which are free | ${retirement.toFixed(5)} |`,
    `| 1,000 reports | | ${thousand.toFixed(3)} |`,
    `| one month idle | sweep ${sweep.toFixed(2)}, tick ${tick.toFixed(2)}, announcer ${announce.toFixed(2)}, their traces ${traces.toFixed(2)}, metric of the sweep ${prices.metric.toFixed(2)}, polling of ${queues} queues ${polling.toFixed(2)}, ${alarms} alarms ${(alarms * prices.alarm).toFixed(2)}, dashboard ${prices.dashboard.toFixed(2)} | ${idle.toFixed(2)} |`,
    `| publications, a month | a listing a minute ${(minutes * prices.s3Write).toFixed(2)}, and 4 reads a minute for each publication, 3 for each dataset of its triggers | ${(minutes * prices.s3Write).toFixed(2)}, and ${(minutes * 4 * prices.s3Read).toFixed(2)} for each |`,
    `| one month busy | in addition: ${metricNames.length - 1} custom metrics, for the hours with reports | up to ${((metricNames.length - 1) * prices.metric).toFixed(2)} |`,
  ].join("\n");
  return { table, thousand, idle, idleWithFree: idle - free };
}

test("the documentation's table and sentences are computed from the prices, the calls and the stack", () => {
  const operations = readFileSync(join(root, "docs/operations.md"), "utf8");
  const { table, thousand, idle, idleWithFree } = costs();
  expect(operations).toContain(table);
  expect(operations).toContain(`an idle month costs ${idleWithFree.toFixed(2)} dollars instead of ${idle.toFixed(2)}.`);
  expect(readFileSync(join(root, "README.md"), "utf8").replaceAll(/\s+/g, " ")).toContain(
    `A thousand flagship reports cost about ${Math.round(thousand * 100)} cents.`,
  );
  expect(operations).toContain(`prices of us-east-1 as known in ${prices.asOf}`);
});
