import { expect, test } from "vitest";
import { claimKey } from "../../../functions/core/service/lifecycle/records/keys.ts";
import { refreshOf } from "../../../functions/core/service/view/refresh-kind.ts";
import { decodePromotions } from "../../../functions/lambda/queue/decode-promotions.ts";
import { decodeRefreshes } from "../../../functions/lambda/queue/decode-refreshes.ts";
import { decodeUploads } from "../../../functions/lambda/queue/decode-uploads.ts";

const notified = (key: string): string => JSON.stringify({ Records: [{ s3: { object: { key } } }] });
const job = { view: "sales-2", cause: "0a".repeat(32), number: 12 };

test("the claim of a refresh is its message, and so is the job of the sweep; no other worker of the queue takes it", () => {
  for (const body of [notified(claimKey(refreshOf(job))), JSON.stringify(job)]) {
    expect(decodeRefreshes(body)).toEqual([job]);
    expect(decodePromotions(body)).toBeUndefined();
    expect(decodeUploads(body)).toBeUndefined();
  }
});

test("other messages are none of its", () => {
  const others = [
    "",
    "null",
    "{}",
    JSON.stringify({ Event: "s3:TestEvent" }),
    JSON.stringify({ ...job, view: "Sales" }),
    JSON.stringify({ ...job, cause: "x" }),
    JSON.stringify({ ...job, number: 0 }),
    JSON.stringify({ upload: "x" }),
    notified(`refreshes/sales/${job.cause}/1/outcome.json`),
    notified(`refreshes/../${job.cause}/1/request.json`),
    notified("promotions/sales/1/request.json"),
    notified("uploads/x/data"),
  ];
  for (const body of others) expect(decodeRefreshes(body), body).toBeUndefined();
});
