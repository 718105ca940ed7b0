import { expect, test } from "vitest";
import { openPlain } from "../draft-of-text.ts";
import { reportOf } from "../report-of-table.ts";

const answers = Array.from({ length: 360 }, (_, at) => [
  ["ON", "QC", "BC", "AB"][at % 4]!,
  ["Female", "Male"][(at * 7) % 2]!,
  ["not", "notvery", "somewhat", "very"][(at * 5) % 4]!,
  at % 6 === 0 ? "Yes" : "No",
  String(200 + ((at * 7919) % 3000) + 0.25),
]);
const rows = (weight: (cells: readonly string[]) => string): readonly string[] =>
  answers.map((cells) => [...cells.slice(0, 4), weight(cells)].join(","));

test.each(["weight", "Weight", "wgt", "survey weight", "design_weight", "pweight"])(
  "a report on a survey is on its answers, and never on their %s",
  async (name) => {
    const { draft, title } = await reportOf(
      await openPlain(
        `province,gender,religion matters,ban,${name}`,
        rows((cells) => cells[4]!),
      ),
    );
    expect(title.toLowerCase()).not.toMatch(/weight|wgt/);
    expect(draft.files.get("queries/measures.sql") ?? draft.files.get("queries/measure.sql") ?? "").not.toMatch(
      /weight|wgt/i,
    );
  },
);

test("a weight beside a height is that of a body", async () => {
  const { title } = await reportOf(
    await openPlain(
      "province,gender,religion matters,ban,height,weight",
      rows((cells) => `${150 + Number(cells[4]) / 100},${50 + Number(cells[4]) / 90}`),
    ),
  );
  expect(title).toMatch(/weight|height/i);
});
