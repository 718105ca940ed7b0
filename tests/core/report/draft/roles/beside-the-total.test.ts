import { expect, test } from "vitest";
import { draftTableOf } from "../../../../../functions/core/report/draft/door/draft-template.ts";
import { openScratchFolder } from "../../../../../functions/adapters/scratch-folder.ts";
import { findBeside } from "../../../../../functions/core/report/draft/look/find-beside.ts";
import { findRoles } from "../../../../../functions/core/report/draft/roles/find-roles.ts";
import { keepSessions } from "../../../../../functions/core/report/query/session/keep-sessions.ts";
import { openBytes } from "../open-table.ts";

const months = ["Jan 2025", "Feb 2025", "Mar 2025", "Apr 2025", "May 2025"];

/** Causes by month, their total, what the total is divided by, and the quotient. */
function tableOf(parts: readonly string[], [total, base, quotient]: readonly [string, string, string]): string {
  const values = parts.map((_, part) => months.map((__, at) => 200 * (part + 2) + ((part * 37 + at * 91) % 83)));
  const sums = months.map((_, at) => values.reduce((sum, row) => sum + row[at]!, 0));
  const bases = months.map((_, at) => 11_000 + 317 * at);
  const rows = [
    ...parts.map((name, at) => [name, ...values[at]!]),
    [total, ...sums],
    [base, ...bases],
    [quotient, ...sums.map((sum, at) => (sum / bases[at]!).toFixed(3))],
  ];
  return [["Cause", ...months], ...rows].map((row) => row.join(",")).join("\n") + "\n";
}

test.each([
  [
    ["Weather", "Airline", "Traffic control", "Security"],
    ["Total delay minutes", "Departures", "Minutes per departure"],
  ],
  [
    ["Sick", "Holiday", "Training"],
    ["Total days absent", "Headcount", "Days per head"],
  ],
] as const)("%s: their total, its base and their quotient are no members", async (parts, beside) => {
  const { dataset } = await openBytes(Buffer.from(tableOf(parts, beside)), "csv", "causes");
  const sessions = keepSessions();
  try {
    const { members, measures } = await findRoles(draftTableOf(dataset, "causes", sessions, openScratchFolder));
    expect(members[0]!.leftOut).toEqual(beside.toSorted());
    expect(measures[0]!.adds).toBe(true);
  } finally {
    await sessions.close();
  }
});

test("a name like that of a total, which no sum makes, stays one of the members", () => {
  const firms = new Map([
    ["Total Energy", [7, 9, 4]],
    ["Shell", [5, 6, 8]],
    ["BP", [3, 3, 5]],
    ["Eni", [2, 4, 4]],
  ]);
  expect(findBeside(firms, "Total Energy")).toEqual([]);
});

test("a total of all others has nothing beside it", () => {
  const parts = new Map([
    ["A", [70, 90, 40]],
    ["B", [50, 60, 80]],
    ["Total amount", [120, 150, 120]],
  ]);
  expect(findBeside(parts, "Total amount")).toEqual(["Total amount"]);
});
