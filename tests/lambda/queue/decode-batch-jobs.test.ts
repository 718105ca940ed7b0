import { expect, test } from "vitest";
import { jobKey } from "../../../functions/core/service/batch/records/batch-keys.ts";
import { decodeBatchJobs } from "../../../functions/lambda/queue/decode-batch-jobs.ts";

const batch = "a".repeat(64);
const jobs = [
  { batch, generation: 2 },
  { batch, generation: 2, page: 17 },
  { batch, generation: 2, page: "end" as const },
];
const notified = (key: string): string => JSON.stringify({ Records: [{ s3: { object: { key } } }] });

test.each(jobs)("the claim of %j is its message, and so is the job itself", (job) => {
  expect(decodeBatchJobs(notified(jobKey(job)))).toEqual([job]);
  expect(decodeBatchJobs(JSON.stringify(job))).toEqual([job]);
});

test("other messages are refused, and S3's test is nothing", () => {
  expect(decodeBatchJobs(JSON.stringify({ Event: "s3:TestEvent" }))).toEqual([]);
  for (const body of [
    "",
    "null",
    "{}",
    notified(`batches/${batch}/1/rows.json`),
    notified(`reports/${batch}/1/request.json`),
    notified(`batches/${batch}/1/pages/17/request.json`),
    JSON.stringify({ batch, generation: 0 }),
    JSON.stringify({ batch, generation: 1, page: "last" }),
  ])
    expect(decodeBatchJobs(body)).toBeUndefined();
});
