import { expect, test } from "vitest";
import { machineTimeZones } from "../../../../functions/adapters/machine-time-zones.ts";
import { BroadsheetError, type Problem } from "../../../../functions/core/errors.ts";
import { parsePublication } from "../../../../functions/core/service/publication/parse-publication.ts";

function problemsOf(body: unknown): readonly Problem[] {
  try {
    parsePublication(body, machineTimeZones, Date.parse("2027-01-01T00:00:00Z"));
    return [];
  } catch (error) {
    if (error instanceof BroadsheetError) return error.problems;
    throw error;
  }
}

const sound = {
  template: "sales",
  on: [
    { schedule: "0 7 * * 1", timezone: "Europe/Zurich" },
    { data: ["orders"], settle: "10m" },
  ],
  date: "previous-month-end",
  skip: "unchanged",
  missed: "all",
  keep: "400d",
  parameters: { year: 2026 },
  datasets: { orders: "orders@" + "a".repeat(64) },
};

test("a whole configuration is sound", () => {
  expect(problemsOf(sound)).toEqual([]);
  expect(problemsOf({ template: "sales", on: [] })).toEqual([]);
});

test.each<[string, object, Partial<Problem>]>([
  [
    "a misspelt field",
    { skipp: "unchanged" },
    { code: "unknown-field", where: { pointer: "/skipp" }, hint: 'did you mean "skip"?' },
  ],
  [
    "an unknown zone",
    { on: [{ schedule: "0 7 * * 1", timezone: "Europe/Zurih" }] },
    {
      code: "unknown-timezone",
      where: { pointer: "/on/0/timezone" },
      seen: "Europe/Zurih",
      hint: 'did you mean "Europe/Zurich"?',
    },
  ],
  [
    "an offset instead of a zone",
    { on: [{ schedule: "0 7 * * 1", timezone: "+02:00" }] },
    { code: "unknown-timezone", where: { pointer: "/on/0/timezone" } },
  ],
  [
    "a minute beyond 59",
    { on: [{ schedule: "61 7 * * 1" }] },
    {
      code: "invalid-schedule",
      where: { pointer: "/on/0/schedule" },
      message: '"61 7 * * 1" is not a schedule: Invalid value for minute: 61',
    },
  ],
  [
    "four fields",
    { on: [{ schedule: "7 * * 1" }] },
    {
      code: "invalid-schedule",
      where: { pointer: "/on/0/schedule" },
      message: '"7 * * 1" is not a schedule: it has 4 fields',
      allowed: "five fields: minute, hour, day of the month, month, day of the week",
    },
  ],
  [
    "seconds",
    { on: [{ schedule: "0 0 7 * * 1" }] },
    {
      code: "invalid-schedule",
      where: { pointer: "/on/0/schedule" },
      message: '"0 0 7 * * 1" is not a schedule: it has 6 fields',
    },
  ],
  [
    "a day that never comes",
    { on: [{ schedule: "0 7 31 2 *" }] },
    { code: "empty-schedule", where: { pointer: "/on/0/schedule" } },
  ],
  [
    "both kinds of trigger in one",
    { on: [{ schedule: "0 7 * * 1", data: ["orders"] }] },
    { code: "ambiguous-trigger", where: { pointer: "/on/0" }, seen: ["schedule", "data"] },
  ],
  ["neither kind", { on: [{}] }, { code: "ambiguous-trigger", where: { pointer: "/on/0" } }],
  [
    "a settled schedule",
    { on: [{ schedule: "0 7 * * 1", settle: "5m" }] },
    { code: "unknown-field", where: { pointer: "/on/0/settle" } },
  ],
  [
    "data in a zone",
    { on: [{ data: ["orders"], timezone: "UTC" }] },
    { code: "unknown-field", where: { pointer: "/on/0/timezone" } },
  ],
  [
    "a duration without unit",
    { on: [{ data: ["orders"], settle: "5" }] },
    {
      code: "invalid-value",
      where: { pointer: "/on/0/settle" },
      allowed: "0s, or a whole number of seconds, minutes, hours or days: 30s, 5m, 2h, 1d",
    },
  ],
  [
    "a word that is no date",
    { date: "previous-month-ent" },
    { code: "unknown-date", where: { pointer: "/date" }, hint: 'did you mean "previous-month-end"?' },
  ],
  [
    "a policy that is none",
    { missed: "some" },
    { code: "not-allowed", where: { pointer: "/missed" }, allowed: ["latest", "all", "none"] },
  ],
  ["nothing to keep", { keep: 0 }, { code: "out-of-range", where: { pointer: "/keep" } }],
  ["a template that is no name", { template: "Sales!" }, { code: "invalid-name", where: { pointer: "/template" } }],
  ["parameters that are no object", { parameters: 3 }, { where: { pointer: "/parameters" } }],
])("%s is refused where it stands", (_what, change, problem) => {
  expect(problemsOf({ ...sound, ...change })).toMatchObject([problem]);
});

test("all faults are told at once", () => {
  expect(
    problemsOf({ on: [{ schedule: "x", timezone: "y" }], date: "z" })
      .map(({ where }) => where?.pointer)
      .toSorted(),
  ).toEqual(["/date", "/on/0/schedule", "/on/0/timezone", "/template"]);
});

test.each([[null], [[]], ["text"], [7]])("a body that is %j is no object", (body) => {
  expect(problemsOf(body)).toMatchObject([{ message: "the body must be a JSON object" }]);
});
