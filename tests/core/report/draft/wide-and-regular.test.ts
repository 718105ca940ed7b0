import { expect, test } from "vitest";
import { seeded } from "../../../render/preview/random-edits.ts";
import { openText } from "./draft-of-text.ts";
import { reportOf } from "./report-of-table.ts";

const random = seeded(20_261_202);
const upTo = (most: number): number => Math.floor(random() * most);

/** Names nobody knows, of things and of numbers. */
const nameOf = (at: number): string => `k${at.toString(36)}x${(at * 7).toString(36)}`;

test.each([
  [8, 24, 320],
  [14, 30, 3_000],
  [12, 60, 900],
])(
  "a table with %i columns of names and %i of numbers in %i rows is drafted",
  async (names, numbers, count) => {
    const head = [
      ...Array.from({ length: names }, (_, at) => nameOf(at)),
      ...Array.from({ length: numbers }, (_, at) => `${nameOf(at)} score`),
    ].join(",");
    const rows = Array.from({ length: count }, (_row, row) =>
      [
        `Thing ${row}`,
        ...Array.from({ length: names - 1 }, (_, at) => `${nameOf(at)} ${upTo(3 + at * 9)}`),
        ...Array.from({ length: numbers }, (_, at) => upTo(100 + at)),
      ].join(","),
    );
    const { title } = await reportOf(await openText(head, rows));
    expect(title).not.toBe("");
  },
  120_000,
);

/** Tables with a row every so many days: all of them, or nearly all, fall on one weekday. */
const steps = [7, 14, 21, 28].flatMap((step) => [0, 1].map((odd) => ({ step, odd })));

test.each(steps)(
  "a table with a row every $step days, $odd of them late, is drafted",
  async ({ step, odd }) => {
    const start = Date.UTC(2015, 0, 3 + upTo(7));
    const rows = Array.from({ length: 120 }, (_, at) => {
      const late = odd === 1 && at === 60 ? 1 : 0;
      return `${new Date(start + (at * step + late) * 86_400_000).toISOString().slice(0, 10)},${upTo(5)}`;
    });
    for (const language of ["en", "de", "zh"] as const) {
      const { title } = await reportOf(await openText("date,accidents", rows), { language });
      expect(title).not.toBe("");
    }
  },
  120_000,
);
