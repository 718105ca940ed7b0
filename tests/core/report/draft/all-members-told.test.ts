import { expect, test } from "vitest";
import { acceptReport } from "../../../../functions/core/report/accept-report.ts";
import type { Figure } from "../../../../functions/core/report/document/document.ts";
import { plainText } from "../../../../functions/core/report/document/plain-text.ts";
import { shownLines } from "../../../../functions/core/report/document/shown-lines.ts";
import { layOutReport } from "../../../../functions/core/report/generate-report.ts";
import { openText, type Row, templateOf } from "./draft-of-text.ts";

const count = <Value>(to: number, make: (at: number) => Value): readonly Value[] =>
  Array.from({ length: to }, (_, at) => make(at));
const day = (at: number): string => new Date(Date.UTC(2025, 2, 3) + at * 86_400_000).toISOString().slice(0, 10);
const reasons = ["Changeover", "Breakdown", "Cleaning", "Waiting"] as const;
/** The last weeks have the first two of these only. */
const fading = (at: number, all: number): string => reasons[(at * 7) % (at < all - 60 ? 4 : 2)]!;
const teams = ["Falcon", "Heron", "Osprey"] as const;

interface Case {
  readonly name: string;
  readonly head: string;
  readonly rows: readonly string[];
  /** The column that each chart of this name compares, if it is not that of its `grouping`. */
  readonly compared: string;
  /** The chart that is meant. */
  readonly draws: "divided" | "plan" | "ranking" | "whole";
}

/** Tables of which some members lack a value in the last period, and tables of more members than a chart draws. */
const cases: readonly Case[] = [
  {
    name: "sums of dated records",
    head: "date,line,downtime_minutes,reason",
    compared: "line",
    draws: "whole",
    rows: count(360, (at) => `${day(Math.floor(at / 3))},L${(at % 3) + 1},${5 + ((at * 13) % 40)},${fading(at, 360)}`),
  },
  {
    name: "means of dated records",
    head: "date,clinic,waiting_time_min,reason",
    compared: "clinic",
    draws: "divided",
    rows: count(360, (at) => `${day(Math.floor(at / 3))},C${(at % 3) + 1},${5 + ((at * 13) % 40)},${fading(at, 360)}`),
  },
  ...[16, 21].flatMap((projects): readonly Case[] => [
    {
      name: `${projects} budgets`,
      head: "project,budget,spent",
      compared: "project",
      draws: "plan",
      rows: count(projects, (at) => `Project ${at},${500 + ((at * 37) % 300)},${480 + ((at * 53) % 310)}`),
    },
    {
      name: `${projects} courses`,
      head: "course,enrolled,capacity",
      compared: "course",
      draws: "plan",
      rows: count(projects, (at) => `Course ${at},${60 + 20 * (at % 4) - (at % 17)},${60 + 20 * (at % 4)}`),
    },
    {
      name: `${projects} stocks`,
      head: "item,qty_on_hand,reorder_point",
      compared: "item",
      draws: "ranking",
      rows: count(projects, (at) => `Item ${at},${(at * 31) % 211},${40 + 20 * (at % 3)}`),
    },
  ]),
  {
    name: "sprints of teams",
    head: "sprint,team,committed,completed",
    compared: "sprint",
    draws: "plan",
    rows: count(
      48,
      (at) => `Sprint ${Math.floor(at / 3) + 1},${teams[at % 3]},${24 + ((at * 7) % 22)},${20 + (at % 19)}`,
    ),
  },
];

const charts = new Set(["divided", "plan", "ranking", "rate"]);

/** The rows that a chart of members draws: all up to twenty, otherwise fifteen. */
function drawnBy(rows: readonly Row[]): readonly string[] {
  return (rows.length <= 20 ? rows : rows.slice(0, 15)).map(({ member }) => String(member));
}

test.each(cases)("each figure of $name draws every member, or says which or how many it leaves out", async (one) => {
  const { world, template } = await templateOf(await openText(one.head, one.rows), { language: "en" });
  const accepted = await acceptReport({ template: template.name }, world);
  const { tables, document } = await layOutReport(accepted, world, () => {});
  const text = shownLines(document)
    .map((line) => line.text)
    .join("\n");
  const columns = one.head.split(",");
  const figures = document.blocks.filter((block): block is Figure => block.type === "figure");
  const untold = figures.flatMap(({ chart, deck, number }) => {
    if (chart === undefined || !charts.has(chart.name)) return [];
    const conditions = (chart.picked?.conditions ?? []).flatMap((found) => ("column" in found ? [found] : []));
    const rows = tables
      .get(String(chart.data["data"]))!
      .rows.filter((row) => conditions.every(({ column, value }) => row[column] === value));
    const column = columns.indexOf(String(conditions[0]?.value ?? one.compared));
    const members = new Set(one.rows.map((row) => row.split(",")[column]!));
    const drawn = drawnBy(rows);
    const said = plainText(deck);
    const named = new Set(
      [...`${text}\n${said}`.matchAll(/ithout a value: ([^.\n]+)/g)].flatMap(([, names]) => names!.split(", ")),
    );
    // “15 of 32” counts what is drawn; of the eight highest and the seven lowest, both numbers are there.
    const counted = new RegExp(`(first 15|15 lowest|8 highest and the 7 lowest) of ${members.size}\\b`).test(said);
    const missing = [...members].filter((member) => !drawn.includes(member) && !named.has(member));
    const isTold =
      drawn.length === members.size ? !/\b(first|lowest) .*of \d/.test(said) : counted || missing.length === 0;
    return isTold ? [] : [{ figure: number, chart: chart.name, said, missing }];
  });
  expect(untold).toEqual([]);
  const names = figures.map(({ chart }) => chart?.name);
  expect(names).toContain(one.draws);
});
