import { expect, test } from "vitest";
import { systemClock } from "../../../../functions/adapters/system-clock.ts";
import type { Clock } from "../../../../functions/core/ports.ts";
import { bodyOf, openTestApp, problemFrom } from "../../open-test-app.ts";

const clock: Clock = { ...systemClock, now: () => Date.parse("2026-10-20T12:00:00Z") };

test("the next five times of a schedule, in its time zone", async () => {
  const app = await openTestApp({ change: { clock } });
  // The clocks in Zurich change on 25 October.
  expect(await bodyOf(app.call("/schedule?schedule=0+7+*+*+1&timezone=Europe/Zurich"))).toEqual({
    times: [
      "2026-10-26T06:00:00.000Z",
      "2026-11-02T06:00:00.000Z",
      "2026-11-09T06:00:00.000Z",
      "2026-11-16T06:00:00.000Z",
      "2026-11-23T06:00:00.000Z",
    ],
  });
  expect(await bodyOf(app.call("/schedule?schedule=30+9+1+*+*"))).toMatchObject({
    times: [
      "2026-11-01T09:30:00.000Z",
      "2026-12-01T09:30:00.000Z",
      "2027-01-01T09:30:00.000Z",
      "2027-02-01T09:30:00.000Z",
      "2027-03-01T09:30:00.000Z",
    ],
  });
});

test.each([
  ["no schedule", "", { code: "missing-field", name: "schedule" }],
  ["a pattern that is none", "?schedule=every+day", { code: "invalid-schedule", name: "schedule", seen: "every day" }],
  ["a day that never comes", "?schedule=0+0+30+2+*", { code: "empty-schedule", name: "schedule" }],
  [
    "an unknown time zone",
    "?schedule=0+7+*+*+1&timezone=Europe/Zurch",
    { code: "unknown-timezone", name: "timezone", hint: 'did you mean "Europe/Zurich"?' },
  ],
])("%s is refused", async (_what, query, problem) => {
  const answer = await (await openTestApp()).call(`/schedule${query}`);
  expect(answer.status).toBe(400);
  expect((await problemFrom(answer)).problems?.[0]).toMatchObject(problem);
});
