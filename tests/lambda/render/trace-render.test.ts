import { expect, test } from "vitest";
import type { Stage } from "../../../functions/core/report/publish/report.ts";
import { type Subsegment, traceRender } from "../../../functions/lambda/render/trace-render.ts";
import { acceptedRequest, FakeClock, makeReport, wrong } from "../../core/service/lifecycle/lifecycle-fakes.ts";

test("a render traces how long each stage took, and passes progress on", async () => {
  const clock = new FakeClock();
  const begun = clock.now() / 1000;
  const sent: Subsegment[] = [];
  const told: Stage[] = [];
  const render = traceRender(
    async (accepted, progress) => {
      for (const stage of ["template", "query"] as const) {
        clock.time += 100;
        progress(stage);
      }
      clock.time += 400;
      return makeReport(accepted);
    },
    clock,
    (part) => void sent.push(part),
  );
  const report = await render(acceptedRequest(), (stage) => void told.push(stage));
  expect(report.pages).toBe(2);
  expect(told).toEqual(["template", "query"]);
  expect(sent).toHaveLength(1);
  const { id } = acceptedRequest();
  expect(sent[0]).toMatchObject({
    name: "render",
    start_time: begun,
    end_time: begun + 0.6,
    annotations: { report: id, template: "t" },
  });
  expect(sent[0]).not.toHaveProperty("fault");
  expect(sent[0]?.subsegments).toMatchObject([
    { name: "template", start_time: begun + 0.1, end_time: begun + 0.2 },
    { name: "query", start_time: begun + 0.2, end_time: begun + 0.6 },
  ]);
  for (const part of [sent[0]!, ...sent[0]!.subsegments!]) expect(part.id).toMatch(/^[0-9a-f]{16}$/);
});

test("one that fails is a fault in the trace, and fails", async () => {
  const sent: Subsegment[] = [];
  const render = traceRender(
    () => Promise.reject(wrong()),
    new FakeClock(),
    (part) => void sent.push(part),
  );
  await expect(render(acceptedRequest(), () => {})).rejects.toThrow("no such column");
  expect(sent).toMatchObject([{ name: "render", fault: true, subsegments: [] }]);
});
