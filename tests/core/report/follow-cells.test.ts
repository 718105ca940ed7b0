import { expect, test } from "vitest";
import { BroadsheetError } from "../../../functions/core/errors.ts";
import type { Answer } from "../../../functions/core/report/explain/answer-number.ts";
import type { RowLineage } from "../../../functions/core/report/lineage/row-lineage.ts";
import { followCells } from "../../../functions/core/report/follow-cells.ts";

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

test("once time is over the cells that are left are counted, not asked for", async () => {
  const late = new BroadsheetError("limit-exceeded", { code: "lineage-too-long", message: "too long" });
  const asked: number[] = [];
  const [answer, other] = await followCells([...answers, ...answers], {
    async find({ row }) {
      asked.push(row);
      if (row === 1) throw late;
      return { row: row + 1 } as RowLineage;
    },
  });
  expect(asked).toEqual([0, 1]);
  expect(answer).toMatchObject({ lineageProblems: [{ code: "lineage-too-long" }], cellsLeft: 10 });
  expect(other).toMatchObject({ lineage: [], cellsLeft: 12 });
});

test("cells that the answer does not list are left too", async () => {
  const cells = [
    { query: "q", column: "v", count: 500, rows: rows.slice(0, 2) },
    { query: "q", column: "w", count: 12, rows },
  ];
  const [answer] = await followCells([{ cells }] as unknown as Answer[], {
    find: async ({ row }) => ({ row: row + 1 }) as RowLineage,
  });
  expect(answer).toMatchObject({ cellsLeft: 502 });
  expect(answer!.lineage).toHaveLength(10);
});
