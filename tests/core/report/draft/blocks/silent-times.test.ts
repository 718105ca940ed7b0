import { describe, expect, test } from "vitest";
import { openText, rowsOf } from "../draft-of-text.ts";
import { reportOf } from "../report-of-table.ts";
import { numbersFrom } from "../roles-of-text.ts";

const monthOf = (at: number): string => `${2021 + Math.floor(at / 12)}-${String(1 + (at % 12)).padStart(2, "0")}`;

/** Sales of months, none in those of a span. */
function salesOf(count: number, isSilent: (at: number) => boolean, each: number): readonly string[] {
  const next = numbersFrom(count + each);
  return Array.from({ length: count }, (_, at) => at)
    .filter((at) => !isSilent(at))
    .flatMap((at) =>
      Array.from({ length: each + Math.floor(next() * each) }, (_, nth) => {
        const day = String(nth === 0 ? 1 : nth === 1 ? 28 : 1 + Math.floor(next() * 28)).padStart(2, "0");
        return `${monthOf(at)}-${day},${["North", "South"][Math.floor(next() * 2)]!},${Math.floor(20 + next() * 900)}`;
      }),
    );
}

const head = "date,region,revenue";

describe("months of which the table has no records are no months without sales", () => {
  test.each([
    [48, 29, 38, 4],
    [40, 10, 19, 6],
    [36, 20, 25, 9],
    [60, 50, 55, 5],
  ])("of %i those from %i to %i, with %i records or more in each other", async (count, from, to, each) => {
    const rows = salesOf(count, (at) => at >= from && at <= to, each);
    const { rows: found, draft } = await reportOf(await openText(head, rows));
    const course = found("course");
    expect(course.map(({ value }) => Number(value)).filter((value) => value === 0)).toEqual([]);
    expect(course).toHaveLength(count - (to - from + 1));
    expect(found("silences")[0]).toMatchObject({ spans: 1 });
    expect(draft.files.get("report.md")!.replaceAll(/\s+/g, " ")).toContain("does not count as 0");
    // Nothing is set against a year that has them.
    const back = count - 1 - to;
    expect(found("recent")[0]!["change"]).toBe(back >= 24 ? expect.anything() : null);
  });
});

describe("but what may have no records does count", () => {
  test("a shop that is closed each winter", async () => {
    const rows = salesOf(48, (at) => at % 12 < 3 || at % 12 > 10, 9);
    const found = await rowsOf(await openText(head, rows));
    expect(found("silences")[0]).toMatchObject({ spans: 0 });
    expect(found("course").some(({ value }) => Number(value) === 0)).toBe(true);
  });

  test("what happens seldom", async () => {
    const rows = Array.from({ length: 26 }, (_, nth) => nth).flatMap((nth) => {
      const at = nth * 2 + [0, 1, 0, 0][nth % 4]!;
      return [2, 7].map((day) => `${monthOf(at)}-1${(day + nth) % 9},${["North", "South"][nth % 2]!},${100 + nth * 7}`);
    });
    const found = await rowsOf(await openText(head, rows));
    expect(found("silences")[0]).toMatchObject({ spans: 0 });
  });
});
