import { expect, test } from "vitest";
import { openText, type Row, rowsOf } from "../draft-of-text.ts";

const years = Array.from({ length: 18 }, (_, at) => 1990 + at);

/** A number from 0 to 1 that looks as if by chance. */
const chance = (one: number, other: number): number => {
  const x = Math.sin(one * 127.1 + other * 311.7) * 43758.5453;
  return x - Math.floor(x);
};

const nameOf = (at: number): string =>
  `${["North", "South", "East", "West", "Upper", "Lower"][at % 6]!} ${["Aldmoor", "Brent", "Carrow", "Dunholm", "Esk"][Math.floor(at / 6)]!}`;

interface Panel {
  readonly members: number;
  readonly named: string;
  readonly answers: readonly [string, string];
}

/** Whether a member has adopted something, each in a year of its own and for good; some never. */
const adopted = (member: number, year: number): boolean => year - 1990 > 26 * chance(member, 1) - 2;

/** What happens to a member in one year of five, by chance. */
const happens = (member: number, year: number): boolean => chance(member, 3 * year) < 0.2;

function rowsOfPanel({ members, answers }: Panel, isYes: (member: number, year: number) => boolean): readonly string[] {
  return Array.from({ length: members }, (_, member) =>
    years.map(
      (year) =>
        `${year},${nameOf(member)},${(200 + 400 * chance(member, 2) + 10 * chance(member, year)).toFixed(1)},${answers[isYes(member, year) ? 0 : 1]}`,
    ),
  ).flat();
}

const panels: readonly Panel[] = [
  { members: 30, named: "Approved", answers: ["yes", "no"] },
  { members: 24, named: "Admitted", answers: ["1", "0"] },
  { members: 12, named: "withdrawn", answers: ["true", "false"] },
];

test.each(panels)(
  "of members that stay $named, those of the last year are told",
  { timeout: 60_000 },
  async (panel) => {
    const table = await openText(`Year,State,Violent rate,${panel.named}`, rowsOfPanel(panel, adopted));
    const found = await rowsOf(table);
    const last = years.at(-1)!;
    const n = Array.from({ length: panel.members }, (_, at) => adopted(at, last)).filter(Boolean).length;
    expect(found("outcome")).toMatchObject([{ answered: panel.members, n }]);
    const first = Array.from({ length: panel.members }, (_, at) => adopted(at, years[0]!)).filter(Boolean).length;
    expect(found("outcome_begin")).toMatchObject([{ answered: panel.members, n: first }]);
  },
);

test.each(panels)(
  "what happens now and then is counted over all years ($named)",
  { timeout: 60_000 },
  async (panel) => {
    const found = await rowsOf(await openText(`Year,State,Violent rate,${panel.named}`, rowsOfPanel(panel, happens)));
    expect(Number(found("outcome")[0]?.["answered"])).toBe(panel.members * years.length);
  },
);

const medianOf = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.ceil((sorted.length - 1) / 2)]!) / 2;
};

const divided = panels.filter(({ answers }) => answers[0] !== "1");

test.each(divided)("a group of members over time has their median ($named)", { timeout: 60_000 }, async (panel) => {
  const rows = rowsOfPanel(panel, adopted);
  const found = await rowsOf(await openText(`Year,State,Violent rate,${panel.named}`, rows));
  const last = rows.filter((row) => row.startsWith(`${years.at(-1)!},`)).map((row) => row.split(","));
  const bars: readonly Row[] = found("divided").filter(({ grouping }) => grouping !== "state");
  expect(bars).toHaveLength(2);
  for (const answer of panel.answers) {
    const bar = bars.find(({ member }) => member === answer);
    const values = last.filter((cells) => cells[3] === answer).map((cells) => Number(cells[2]));
    expect(Number(bar?.["value"])).toBeCloseTo(medianOf(values), 6);
  }
});
