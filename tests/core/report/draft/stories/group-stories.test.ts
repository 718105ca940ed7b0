import { describe, expect, test } from "vitest";
import { draftOf, openText, rowsOf } from "../draft-of-text.ts";

/** Records of stations: so many of each, with values that a formula gives. */
function records(stations: number, each: number, value: (station: number, at: number) => number): string[] {
  return Array.from({ length: stations }, (_, station) =>
    Array.from({ length: each }, (_none, at) => `S${String(station).padStart(2, "0")},${value(station, at)}`),
  ).flat();
}

const header = "station,temperature";

test("the distribution counts each record once, however many there are", async () => {
  // The highest values come last: those above 200 are the last tenth.
  const rows = await rowsOf(
    await openText(
      header,
      records(12, 5_000, (station, at) => 150 + ((station * 5_000 + at) / 60_000) * 60),
    ),
  );
  const bins = rows("bins") as { low: number; high: number; records: number }[];
  expect(bins.reduce((sum, bin) => sum + bin.records, 0)).toBe(60_000);
  expect(bins[0]!.low).toBeLessThanOrEqual(150);
  expect(bins.at(-1)!.high).toBeGreaterThan(209);
  expect(bins.length).toBeLessThanOrEqual(24);
});

test.each([
  ["whole numbers", (_: number, at: number) => at % 7],
  ["small parts", (station: number, at: number) => (station * 31 + at * 17) / 1e6],
  ["numbers below zero", (station: number, at: number) => -1e6 + station * 1000 + at],
])("bins of %s lie side by side and hold every record", async (_, value) => {
  const rows = await rowsOf(await openText(header, records(6, 40, value)));
  const bins = rows("bins") as { low: number; high: number; records: number }[];
  expect(bins.reduce((sum, bin) => sum + bin.records, 0)).toBe(240);
  for (const [at, bin] of bins.entries()) if (at > 0) expect(bin.low).toBeGreaterThanOrEqual(bins[at - 1]!.high - 1e-9);
});

test("bins leave out the value that most have, beside which nothing else would be seen", async () => {
  const rows = await rowsOf(
    await openText(
      header,
      records(6, 40, (_, at) => (at < 36 ? 0 : 100 + at)),
    ),
  );
  const bins = rows("bins") as { low: number; high: number; records: number }[];
  expect(bins.reduce((sum, bin) => sum + bin.records, 0)).toBe(24);
  expect(bins[0]!.low).toBeGreaterThan(100);
});

test("bins of few whole numbers are one wide", async () => {
  const rows = await rowsOf(
    await openText(
      header,
      records(6, 40, (_, at) => 2 + (at % 4)),
    ),
  );
  expect(rows("bins")).toEqual([2, 3, 4, 5].map((low) => ({ low, high: low + 1, records: 60, is_whole: true })));
});

test("yes and no stand beside what they answer", async () => {
  const marks = Array.from(
    { length: 60 },
    (_, at) => `${["Yes", "No"][at % 2]!},${(at % 2 === 0 ? 7 : 3) + (at % 5) / 10}`,
  );
  expect((await rowsOf(await openText("would_recommend,temperature", marks)))("standing")[0]).toMatchObject({
    bare: true,
  });
});

test("the first and the last of forty groups are those of all", async () => {
  const rows = await rowsOf(
    await openText(
      header,
      records(40, 30, (station, at) => 100 - 2 * station + at / 100),
    ),
  );
  expect(rows("standing")[0]).toMatchObject({ first: "S00", last: "S39", members: 40 });
});

describe.each(["en", "de", "zh"] as const)("groups that are alike (%s)", (language) => {
  test("none of them is called the highest", async () => {
    const table = await openText(
      header,
      records(3, 9, (_, at) => at),
    );
    const { files } = await draftOf(table, { language });
    const rows = await rowsOf(table, {}, { language });
    expect(rows("standing")[0]).toMatchObject({ first_ties: 3, last_ties: 3 });
    expect(files.get("report.md")).toContain("s.first_ties > 1");
  });
});
