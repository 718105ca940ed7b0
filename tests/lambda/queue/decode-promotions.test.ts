import { expect, test } from "vitest";
import { claimKey } from "../../../functions/core/service/lifecycle/records/keys.ts";
import { promotionOf } from "../../../functions/core/service/promotion/promotion-kind.ts";
import { decodePromotions } from "../../../functions/lambda/queue/decode-promotions.ts";

const notified = (key: string): string => JSON.stringify({ Records: [{ s3: { object: { key } } }] });

test("the claim of a promotion is its message, and so is the job of the sweep", () => {
  const job = { promotion: "sales-2", number: 12 };
  expect(decodePromotions(notified(claimKey(promotionOf("sales-2", 12))))).toEqual([job]);
  expect(decodePromotions(JSON.stringify(job))).toEqual([job]);
});

test("other messages are none of its", () => {
  const others = [
    "",
    "null",
    "{}",
    JSON.stringify({ Event: "s3:TestEvent" }),
    JSON.stringify({ promotion: "Sales", number: 1 }),
    JSON.stringify({ promotion: "sales", number: 0 }),
    JSON.stringify({ upload: "x" }),
  ];
  for (const body of [
    ...others,
    notified("promotions/sales/1/outcome.json"),
    notified("promotions/sales/0/request.json"),
    notified("uploads/x/data"),
  ])
    expect(decodePromotions(body)).toBeUndefined();
});
