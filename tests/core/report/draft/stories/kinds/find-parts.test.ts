import { expect, test } from "vitest";
import type { DraftLanguage } from "../../../../../../functions/core/report/draft/draft.ts";
import { openText } from "../../draft-of-text.ts";
import { faultsOfDraft } from "../../every-choice.ts";
import { reportOf } from "../../report-of-table.ts";
import { numbersFrom } from "../subject-shapes.ts";

/** A table whose rows have parts in columns, and what they make up in another one. */
interface Shape {
  readonly name: string;
  readonly language: DraftLanguage;
  readonly row: string;
  readonly group: string;
  readonly whole: string;
  readonly parts: readonly string[];
  readonly decimals: number;
  /** Whether the whole stands behind its parts. */
  readonly isBehind?: true;
  /** Who could vote, who did, and invalid votes, before the valid ones. */
  readonly voters?: readonly [electorate: string, voters: string, invalid: string];
}

const shapes: readonly Shape[] = [
  {
    name: "an election",
    language: "de",
    row: "Wahlbezirk",
    group: "Stadtteil",
    whole: "Gültige Stimmen",
    parts: ["Dr. Anna Vogt (A)", "Ben Kurz (B)", "Cem Aslan (C)", "Dora Lenz (Einzelbew.)"],
    decimals: 0,
    voters: ["Wahlberechtigte", "Wähler", "Ungültige Stimmen"],
  },
  {
    name: "an election",
    language: "en",
    row: "Ward",
    group: "District",
    whole: "Valid votes",
    parts: ["Ann Vole", "Ben Short", "Cal Asper"],
    decimals: 0,
    voters: ["Electorate", "Votes cast", "Invalid votes"],
  },
  {
    name: "an election",
    language: "zh",
    row: "投票站",
    group: "片区",
    whole: "有效票",
    parts: ["张明", "李华", "王强"],
    decimals: 0,
    voters: ["登记选民", "投票人数", "无效票"],
  },
  {
    name: "spending by kind",
    language: "en",
    row: "School",
    group: "Town",
    whole: "Total spending (£)",
    parts: ["Staff (£)", "Premises (£)", "Supplies (£)", "Transport (£)"],
    decimals: 2,
    isBehind: true,
  },
  {
    name: "energy by source",
    language: "de",
    row: "Werk",
    group: "Land",
    whole: "Gesamt (MWh)",
    parts: ["Gas (MWh)", "Strom (MWh)", "Fernwärme (MWh)"],
    decimals: 1,
  },
  {
    name: "staff by grade",
    language: "zh",
    row: "单位",
    group: "地区",
    whole: "教职工总数",
    parts: ["高级", "中级", "初级", "未定级"],
    decimals: 0,
    isBehind: true,
  },
  {
    name: "staff by grade",
    language: "en",
    row: "Hospital",
    group: "Region",
    whole: "Headcount",
    parts: ["Grade 1-3", "Grade 4-5", "Grade 6-7", "Grade 8+"],
    decimals: 0,
  },
];

function madeOf({ row, group, whole, parts, decimals, isBehind, voters }: Shape) {
  const next = numbersFrom(parts.join("").length + whole.length);
  const step = 10 ** decimals;
  const rows = Array.from({ length: 30 }, (_, at) => {
    const cells = parts.map((__, part) => Math.round((40 + 300 * next()) * (part === 1 ? 1.6 : 1) * step) / step);
    const sum = Math.round(cells.reduce((all, one) => all + one, 0) * step) / step;
    const invalid = 2 + Math.floor(next() * 12);
    const voted = sum + invalid;
    const electorate = Math.round(voted / (0.4 + 0.3 * next()));
    return { name: `${row} ${at + 1}`, group: `${group} ${"ABCD"[at % 4]!}`, cells, sum, invalid, voted, electorate };
  });
  const beside = voters ?? [];
  const heads = [row, group, ...beside, ...(isBehind ? [...parts, whole] : [whole, ...parts])];
  const lines = rows.map((one) => {
    const counts = voters === undefined ? [] : [one.electorate, one.voted, one.invalid];
    return [one.name, one.group, ...counts, ...(isBehind ? [...one.cells, one.sum] : [one.sum, ...one.cells])].join(
      ";",
    );
  });
  const sums = parts.map((_, at) => rows.reduce((all, { cells }) => all + cells[at]!, 0));
  const total = rows.reduce((all, { sum }) => all + sum, 0);
  const best = sums.indexOf(Math.max(...sums));
  const isFirst = ({ cells }: (typeof rows)[number]): boolean =>
    cells.every((one, at) => at === best || one < cells[best]!);
  const turnout =
    (100 * rows.reduce((all, { voted }) => all + voted, 0)) / rows.reduce((all, { electorate }) => all + electorate, 0);
  return { head: heads.join(";"), lines, sums, total, best, firsts: rows.filter(isFirst).length, turnout };
}

test.each(shapes)(
  "$language, $name: the parts lead with their shares of the whole",
  { timeout: 60_000 },
  async (shape) => {
    const made = madeOf(shape);
    const isElection = shape.voters !== undefined;
    const table = await openText(made.head, made.lines);
    const { rows, title } = await reportOf(table, { language: shape.language });
    const [ends] = rows("kinds_ends");
    const told = rows("kinds");
    expect(Number(ends!["total"])).toBeCloseTo(made.total, shape.decimals === 0 ? 6 : -1);
    expect(Number(ends!["first_share"])).toBeCloseTo((100 * made.sums[made.best]!) / made.total, 1);
    expect(Number(ends!["first_rows"])).toBe(made.firsts);
    expect(told).toHaveLength(shape.parts.length);
    // The name stands without its unit, and with its party.
    expect(shape.parts[made.best]!.startsWith(String(told[0]!["member"]).trim())).toBe(true);
    if (isElection) expect(String(told[0]!["member"])).toBe(shape.parts[made.best]!);
    expect(title).toContain(String(told[0]!["member"]));
    if (isElection) {
      const [rate] = rows("rate");
      expect(Number(rate!["value"])).toBeCloseTo(made.turnout, 6);
    }
  },
);

test("every choice and the next rows print", { timeout: 60_000 }, async () => {
  for (const shape of [shapes[0]!, shapes[3]!]) {
    const { head, lines } = madeOf(shape);
    expect(await faultsOfDraft({ head, rows: lines, language: shape.language, allPeriods: false })).toEqual([]);
  }
});

test("staff over time is that of the last day, and not added up", { timeout: 60_000 }, async () => {
  const next = numbersFrom(9);
  const rows = Array.from({ length: 24 }, (_, at) =>
    [1, 2, 3].map((part) => 20 + part * 10 + Math.floor(next() * 9) + at),
  );
  const lines = rows.map((parts, at) => {
    const month = `${2023 + Math.floor(at / 12)}-${String(1 + (at % 12)).padStart(2, "0")}-01`;
    return [month, ...parts, parts.reduce((sum, one) => sum + one, 0)].join(",");
  });
  const { rows: shown } = await reportOf(await openText("Month,Nurses,Doctors,Porters,Headcount", lines));
  expect(
    shown("kinds")
      .map((row) => Number(row["value"]))
      .toSorted(),
  ).toEqual(rows.at(-1)!.toSorted());
});
