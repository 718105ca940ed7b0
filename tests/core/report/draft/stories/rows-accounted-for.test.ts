import { expect, test } from "vitest";
import { acceptReport } from "../../../../../functions/core/report/accept-report.ts";
import { shownLines } from "../../../../../functions/core/report/document/shown-lines.ts";
import { layOutReport } from "../../../../../functions/core/report/generate-report.ts";
import { openText, templateOf } from "../draft-of-text.ts";

/**
 * Visits with a fee, those that were cancelled, and those of a state that no list of ours knows, which have no fee
 * either: a report that counts the first and names the second says how many the others are.
 */
test.each([
  ["en", "Date,Ward,Status,Fee in GBP", ["Attended", "Cancelled", "Handed over"], "more records have no value"],
  [
    "de",
    "Datum,Abteilung,Status,Gebühr in EUR",
    ["Erschienen", "Storniert", "Überwiesen"],
    "Ohne Wert: ",
    "weitere Zeilen",
  ],
  ["zh", "日期,科室,状态,费用（元）", ["已就诊", "爽约", "转院处理"], "条没有数值"],
] as const)(
  "every row is accounted for beside those that were cancelled (%s)",
  { timeout: 60_000 },
  async (_, head, states, ...said) => {
    const rows = Array.from({ length: 600 }, (_row, at) => {
      const state = states[at % 17 === 3 ? 1 : at % 13 === 5 ? 2 : 0];
      const day = `2025-${String(1 + Math.floor(at / 100)).padStart(2, "0")}-${String(1 + ((at * at * 7 + at * 3) % 28)).padStart(2, "0")}`;
      return {
        state,
        line: [day, "ABC"[(at * 5) % 3], state, state === states[0] ? 40 + ((at * 37) % 91) : ""].join(","),
      };
    });
    const count = (state: string): number => rows.filter((row) => row.state === state).length;
    const { world, template } = await templateOf(
      await openText(
        head,
        rows.map(({ line }) => line),
      ),
    );
    const { document, tables } = await layOutReport(
      await acceptReport({ template: template.name }, world),
      world,
      () => {},
    );
    const whole = tables.get("whole")!.rows[0]!;
    expect([whole["records"], whole["voids"], whole["missing"], whole["rows_of"]].map(Number)).toEqual([
      count(states[0]),
      count(states[1]),
      count(states[2]),
      count(states[0]) + count(states[2]),
    ]);
    const text = shownLines(document)
      .map((line) => line.text)
      .join(" ")
      .replaceAll("\u00a0", " ");
    for (const words of said) expect(text).toContain(words);
    expect(text).toMatch(new RegExp(`\\b${count(states[2])}\\b`));
  },
);
