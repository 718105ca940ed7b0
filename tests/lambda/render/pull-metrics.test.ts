import { expect, test } from "vitest";
import { metricOfPull } from "../../../functions/lambda/render/pull-metrics.ts";

function failed(...codes: readonly string[]): string | undefined {
  const problems = codes.map((code) => ({ code, message: "" }));
  return metricOfPull({ state: "failed", kind: "not-found", problems, finished: 1, attempts: 1, final: true });
}

test("a refresh that was overtaken by an edit is no failure; one that was lost is", () => {
  expect([failed("source-changed"), failed("pull-lost"), failed("source-changed", "no-rows")]).toEqual([
    undefined,
    "SourcesFailed",
    "SourcesFailed",
  ]);
  expect(metricOfPull({ state: "expired", created: 1, finished: 1 })).toBe(undefined);
});
