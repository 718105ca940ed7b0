import { expect, test } from "vitest";
import { answerEdit } from "../../../../../functions/core/report/edit/answer-edit.ts";
import { seeded } from "../../dataset/seeded.ts";
import { draftOf, openText } from "../../draft/draft-of-text.ts";

const random = seeded(25);
const about = (value: number): number => Math.round(value * (0.7 + 0.6 * random()));
const pick = <Value>(list: readonly Value[]): Value => list[Math.floor(random() * list.length)]!;
const day = (at: number): string => new Date(Date.UTC(2024, 0, 1 + at)).toISOString().slice(0, 10);
const rows = (count: number, row: (at: number) => string): readonly string[] =>
  Array.from({ length: count }, (_, at) => row(at));

/** Tables whose drafts draw intervals, limits, steps and bins, beside bars and lines. */
const tables: Readonly<Record<string, readonly [string, readonly string[]]>> = {
  "records in groups": [
    "species,body_mass_g,flipper_length_mm",
    rows(90, (at) => {
      const mass = about(3000 + 900 * (at % 3));
      return `${["Adelie", "Chinstrap", "Gentoo"][at % 3]!},${mass},${Math.round(150 + mass / 60)}`;
    }),
  ],
  "tickets with dates": [
    "ticket,opened,due,closed,team,resolved",
    rows(160, (at) => {
      const length = 2 + Math.floor(random() * 12);
      return `T${at},${day(at)},${day(at + 8)},${day(at + length)},${["North", "South", "West"][at % 3]!},${pick(["yes", "yes", "no"])}`;
    }),
  ],
  "a course of members": [
    "month,route,passengers",
    Array.from({ length: 36 }, (_, at) => at).flatMap((at) => {
      const month = `${2022 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`;
      return ["North", "South", "Isle"].map((route) => `${month},${route},${about(900 + 300 * Math.sin(at / 2))}`);
    }),
  ],
};
const drawn = new Set<string>();

test.each(Object.entries(tables))(
  "every chart of a draft of %s can be another kind and takes notes",
  async (_, [head, lines]) => {
    const { files } = await draftOf(await openText(head, lines));
    const charts = [...files].filter(([path]) => path.endsWith(".vl.json"));
    expect(charts.length).toBeGreaterThan(0);
    for (const [file, text] of charts) {
      drawn.add(/(\w[\w-]*)\.vl\.json$/.exec(file)![1]!);
      const { free, chart } = answerEdit({ files: { [file]: text }, block: { file, line: 1 } }).block;
      expect([file, free, (chart?.kinds.length ?? 0) > 1]).toEqual([file, undefined, true]);
      const { lines: across = [], points } = chart!.offers;
      expect([file, across.includes(chart!.values), points]).toEqual([file, true, true]);
    }
  },
);

test("these drafts draw intervals, limits and bins", () => {
  expect([...drawn]).toEqual(
    expect.arrayContaining(["groups", "spread", "span-groups", "outcome", "course", "panels"]),
  );
});
