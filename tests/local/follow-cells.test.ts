import { expect, test } from "vitest";
import { BroadsheetError } from "../../functions/core/errors.ts";
import type { Answer } from "../../functions/core/report/explain/answer-number.ts";
import type { RowLineage } from "../../functions/core/report/lineage/row-lineage.ts";
import { followCells } from "../../functions/local/explain-report.ts";

const rows = Array.from({ length: 12 }, (_, index) => ({ row: index + 1, value: index, record: {} }));
const answers = [{ cells: [{ query: "q", column: "v", count: 12, rows }] }] as unknown as Answer[];

async function findAllButOne({ row }: { readonly row: number }): Promise<RowLineage> {
  if (row === 3) throw new BroadsheetError("query-failed", { code: "lineage-failed", message: "no way" });
  return { row: row + 1 } as RowLineage;
}

test("a cell that cannot be followed leaves the others their answers, and cells beyond ten are counted", async () => {
  const [answer] = await followCells(answers, { find: findAllButOne });
  expect(answer!.lineage!.map(({ row }) => row)).toEqual([1, 2, 3, 5, 6, 7, 8, 9, 10]);
  expect(answer).toMatchObject({ lineageProblems: [{ code: "lineage-failed" }], cellsLeft: 2 });
});

test("a fault that is no answer ends it", async () => {
  await expect(followCells(answers, { find: () => Promise.reject(new TypeError("fault")) })).rejects.toThrow("fault");
});
