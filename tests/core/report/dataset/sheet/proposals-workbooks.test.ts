import { expect, test } from "vitest";
import { stringify } from "yaml";
import { readTable } from "../read-table.ts";
import { shapeTable } from "../../shape-table.ts";
import { messyWorkbooks, soundWorkbooks, workbookOf } from "./messy-workbooks.ts";

const plain = (type: string): string => type.replace(/^DECIMAL.*|^DOUBLE/, "number").replace(/^BIGINT/, "integer");

async function proposalOf(body: Uint8Array) {
  const outcome = await readTable(body, "xlsx");
  if ("refused" in outcome) throw new Error(outcome.problem.message);
  return outcome.profile.proposal;
}

test.each(messyWorkbooks)("$name: the recipe proposed for the workbook makes the table", async (workbook) => {
  const body = workbookOf(workbook);
  const proposal = await proposalOf(body);
  expect(proposal).toBeDefined();
  const made = await shapeTable(body, stringify(proposal!.recipe), { format: "xlsx" });
  expect([made.types.map((type) => plain(type).toLowerCase()), made.rows.length]).toEqual([
    workbook.types,
    workbook.left,
  ]);
  for (const [at, sum] of Object.entries(workbook.sums ?? {}))
    expect(made.rows.reduce((all, row) => all + Number(row[Number(at)] ?? 0), 0)).toBeCloseTo(sum, 9);
  const units = made.profile.columns.flatMap(({ name, unit }) => (unit === undefined ? [] : [[name, unit]]));
  expect(Object.fromEntries(units)).toEqual(workbook.units ?? {});
});

test.each(soundWorkbooks)("$name: nothing is proposed", async (workbook) => {
  expect(await proposalOf(workbookOf(workbook))).toBeUndefined();
});
