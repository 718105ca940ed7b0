import { describe, expect, test } from "vitest";
import { openText } from "../draft-of-text.ts";
import { reportOf } from "../report-of-table.ts";
import { numbersFrom } from "../roles-of-text.ts";

/**
 * Whoever has a budget, what is spent until now and what it will come to asks whether the budget holds: what it will
 * come to is compared with it, and not the part that is spent. A full result goes before a forecast.
 */
interface Shape {
  readonly head: readonly string[];
  /** The columns of the budget, and of what is compared with it. */
  readonly budget: string;
  readonly compared: string;
}

const shapes: readonly Shape[] = [
  {
    head: [
      "Heading",
      "Budget £",
      "Spent to 31 Jan £",
      "Committed £",
      "Forecast outturn £",
      "Variance £ (budget - forecast)",
    ],
    budget: "Budget £",
    compared: "Forecast outturn £",
  },
  {
    head: ["Committed", "Line", "Projected outturn", "Actual YTD", "Budget"],
    budget: "Budget",
    compared: "Projected outturn",
  },
  {
    head: ["Work package", "Budget", "Spent to date", "Estimate at completion"],
    budget: "Budget",
    compared: "Estimate at completion",
  },
  { head: ["Department", "Budget", "Forecast", "Actual"], budget: "Budget", compared: "Actual" },
  { head: ["Department", "Forecast", "Budget"], budget: "Budget", compared: "Forecast" },
  {
    head: ["Kostenstelle", "Budget €", "Verbraucht bis 30.09. €", "Prognose Jahresende €"],
    budget: "Budget €",
    compared: "Prognose Jahresende €",
  },
  { head: ["Gewerk", "Ansatz", "Ist bisher", "Hochrechnung"], budget: "Ansatz", compared: "Hochrechnung" },
  { head: ["项目", "预算", "累计支出", "预计决算"], budget: "预算", compared: "预计决算" },
];

const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);

describe.each(shapes)("$head", { timeout: 60_000 }, ({ head, budget, compared }) => {
  test.each([1, 2])("compares what it will come to with the budget (%i)", async (seed) => {
    const random = numbersFrom(seed + head.length);
    const [member] = head.filter((name) => /^(Heading|Line|Work|Depart|Kosten|Gewerk|项目)/.test(name));
    const rows = Array.from({ length: 22 }, (_, at) => {
      const planned = 1000 + Math.round(30_000 * random());
      const outcome = Math.round(planned * (0.85 + 0.35 * random()));
      const spent = Math.round(outcome * (0.5 + 0.45 * random()));
      return { member: `${"ABCDEFGH"[at % 8]!}${at} item`, planned, outcome, spent };
    });
    const cell = (name: string, row: (typeof rows)[number]): string => {
      if (name === member) return row.member;
      if (name === budget) return String(row.planned);
      if (name === compared) return String(row.outcome);
      if (/varian/i.test(name)) return String(row.planned - row.outcome);
      if (name.startsWith("Committed")) return String(Math.round((row.outcome - row.spent) * 0.9));
      return String(/Forecast/.test(name) ? Math.round(row.planned * 1.02) : row.spent);
    };
    const report = await reportOf(
      await openText(
        head.join(","),
        rows.map((row) => head.map((name) => cell(name, row)).join(",")),
      ),
    );
    const [told] = report.rows("plan");
    expect([told?.["planned"], told?.["actual"]]).toEqual([
      sum(rows.map(({ planned }) => planned)),
      sum(rows.map(({ outcome }) => outcome)),
    ]);
    expect(told?.["over"]).toBe(rows.filter(({ planned, outcome }) => outcome > planned).length);
    expect(report.title).toMatch(/\d/);
  });
});
