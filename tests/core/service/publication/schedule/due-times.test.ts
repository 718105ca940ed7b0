import { expect, test } from "vitest";
import type { MissedPolicy } from "../../../../../functions/core/service/publication/publication.ts";
import { dueTimes } from "../../../../../functions/core/service/publication/schedule/due-times.ts";

const minute = 60_000;
const hourly = { schedule: "0 * * * *" };

/** A time of the day. */
function at(time: string): number {
  return Date.parse(`2027-01-01T${time}Z`);
}

/** Due hours of a day that were not looked at since midnight. */
function due(
  policy: MissedPolicy,
  now: string,
  after = "00:00",
): { readonly hours: string[]; readonly passedOver: number; readonly end: string } {
  const { times, passedOver, end } = dueTimes(hourly, policy, at(after), at(now));
  return {
    hours: times.map((time) => new Date(time).toISOString().slice(11, 16)),
    passedOver,
    end: new Date(end).toISOString().slice(11, 16),
  };
}

test.each<[MissedPolicy, string[], number]>([
  ["latest", ["03:00"], 2],
  ["all", ["01:00", "02:00", "03:00"], 0],
  ["none", [], 3],
])("of three missed times, %s makes up for %j", (policy, hours, passedOver) => {
  expect(due(policy, "03:30")).toEqual({ hours, passedOver, end: "03:30" });
});

test("a punctual time is newer than all missed ones", () => {
  expect(due("latest", "03:01")).toEqual({ hours: ["03:00"], passedOver: 2, end: "03:01" });
  expect(due("none", "03:01")).toEqual({ hours: ["03:00"], passedOver: 2, end: "03:01" });
});

test("every punctual time is made, whatever the policy", () => {
  const now = 10 * minute;
  expect(dueTimes({ schedule: "* * * * *" }, "latest", 7 * minute, now).times).toEqual(
    [8, 9, 10].map((count) => count * minute),
  );
});

test("nothing is due beyond now, nor twice", () => {
  expect(due("all", "00:59").hours).toEqual([]);
  expect(due("all", "02:30", "02:00").hours).toEqual([]);
});

test("all missed times are made up for in parts of a hundred", () => {
  const first = dueTimes({ schedule: "* * * * *" }, "all", 0, 250 * minute);
  expect([first.times.length, first.end]).toEqual([100, 100 * minute]);
  const last = dueTimes({ schedule: "* * * * *" }, "all", 200 * minute, 250 * minute);
  expect([last.times.length, last.end]).toEqual([50, 250 * minute]);
});

test("after more missed times than one look lists, latest finds the last one", () => {
  const now = 2_500 * minute;
  let [after, looks] = [0, 0];
  const made: number[] = [];
  while (after < now) {
    const found = dueTimes({ schedule: "0-30 * * * *" }, "latest", after, now);
    made.push(...found.times);
    [after, looks] = [found.end, looks + 1];
  }
  expect(made).toEqual([2_490 * minute]);
  expect(looks).toBe(2);
});
