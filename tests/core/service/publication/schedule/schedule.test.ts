import { expect, test } from "vitest";
import { openSchedule, timesBetween } from "../../../../../functions/core/service/publication/schedule/schedule.ts";

/** The times of a pattern between two instants, as ISO 8601 to the minute. */
function times(schedule: string, timezone: string, from: string, to: string): string[] {
  return timesBetween(openSchedule({ schedule, timezone }), Date.parse(from), Date.parse(to)).times.map((time) =>
    new Date(time).toISOString().slice(0, 16),
  );
}

test("a weekly time in Zurich keeps its place on the clock through both changes", () => {
  expect(times("0 7 * * 1", "Europe/Zurich", "2027-03-20T00:00Z", "2027-04-07T00:00Z")).toEqual([
    "2027-03-22T06:00",
    "2027-03-29T05:00",
    "2027-04-05T05:00",
  ]);
  expect(times("0 7 * * 1", "Europe/Zurich", "2027-10-20T00:00Z", "2027-11-03T00:00Z")).toEqual([
    "2027-10-25T05:00",
    "2027-11-01T06:00",
  ]);
});

test("02:30, which spring skips, comes at the first moment after the gap, once", () => {
  expect(times("30 2 * * *", "Europe/Zurich", "2027-03-27T12:00Z", "2027-03-30T00:00Z")).toEqual([
    "2027-03-28T01:00",
    "2027-03-29T00:30",
  ]);
});

test("02:30, which comes twice in autumn, counts once", () => {
  expect(times("30 2 * * *", "Europe/Zurich", "2027-10-30T12:00Z", "2027-11-02T00:00Z")).toEqual([
    "2027-10-31T00:30",
    "2027-11-01T01:30",
  ]);
});

test("lists of fixed hours behave as single ones do", () => {
  expect(times("30 2,14 * * *", "Europe/Zurich", "2027-10-30T23:00Z", "2027-10-31T20:00Z")).toEqual([
    "2027-10-31T00:30",
    "2027-10-31T13:30",
  ]);
});

test("every half hour is half an hour of elapsed time", () => {
  expect(times("*/30 * * * *", "Europe/Zurich", "2027-03-28T00:10Z", "2027-03-28T02:10Z")).toEqual([
    "2027-03-28T00:30",
    "2027-03-28T01:00",
    "2027-03-28T01:30",
    "2027-03-28T02:00",
  ]);
  expect(times("*/30 * * * *", "Europe/Zurich", "2027-10-30T23:40Z", "2027-10-31T02:10Z")).toEqual([
    "2027-10-31T00:00",
    "2027-10-31T00:30",
    "2027-10-31T01:00",
    "2027-10-31T01:30",
    "2027-10-31T02:00",
  ]);
});

test("a zone without daylight saving, at the half hour from UTC", () => {
  expect(times("0 7 * * *", "Asia/Kolkata", "2027-03-27T12:00Z", "2027-03-30T00:00Z")).toEqual([
    "2027-03-28T01:30",
    "2027-03-29T01:30",
  ]);
});

test("a zone whose clocks change by half an hour", () => {
  expect(times("15 2 * * *", "Australia/Lord_Howe", "2027-10-01T20:00Z", "2027-10-04T00:00Z")).toEqual([
    "2027-10-02T15:30",
    "2027-10-03T15:15",
  ]);
  expect(times("45 1 * * *", "Australia/Lord_Howe", "2027-04-02T16:00Z", "2027-04-05T00:00Z")).toEqual([
    "2027-04-03T14:45",
    "2027-04-04T15:15",
  ]);
});

test("the end counts and the beginning does not", () => {
  expect(times("* * * * *", "UTC", "2027-01-01T00:00Z", "2027-01-01T00:02Z")).toEqual([
    "2027-01-01T00:01",
    "2027-01-01T00:02",
  ]);
});

test("a full list says where it ends", () => {
  const { times: listed, end } = timesBetween(openSchedule({ schedule: "* * * * *" }), 0, 1e10);
  expect(listed).toHaveLength(1000);
  expect(end).toBe(listed.at(-1));
});

test("a date that no year has never comes", () => {
  expect(openSchedule({ schedule: "0 7 31 2 *" }).next(0)).toBeUndefined();
});
