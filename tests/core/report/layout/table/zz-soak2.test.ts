import { describe, expect, it } from "vitest";
import type { DataTable, TableCell, TableRow } from "../../../../../functions/core/report/document/document.ts";
import { boxesOf, elements, layOut, text, wordsOf, type Options } from "../layout-fixture.ts";
import { seededNumbers } from "../seeded/seeded-numbers.ts";

const count = process.env["SOAK"] === undefined ? 800 : 2000;

interface Groups {
  readonly table: DataTable;
  /** Name of each row's group, and for each group the number of its first row and of its lines. */
  readonly groupOf: readonly number[];
}

/** Makes a table whose rows are joined in groups, each with a name of one or more lines. */
function groups(seed: number): Groups {
  const next = seededNumbers(seed);
  const from = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  const groupOf: number[] = [];
  const rows: TableRow[] = [];
  for (let group = 0; group < from(1, 5); group++) {
    const size = next() < 0.3 ? from(1, 8) : from(30, 120);
    const words = Array.from({ length: next() < 0.6 ? 1 : from(2, 60) }, (_, index) => `g${group}w${index}.`).join(" ");
    for (let row = 0; row < size; row++) {
      groupOf.push(group);
      const value: TableCell = { children: text(`r${groupOf.length - 1}.`) };
      const name: TableCell[] =
        row > 0 ? [] : [{ children: text(words), header: true, ...(size > 1 && { rowSpan: size }) }];
      rows.push({ kind: next() < 0.1 ? "highlight" : "body", cells: [...name, value] });
    }
  }
  const columns = [
    { label: text("Group"), align: "left" as const, share: 0.2 },
    { label: text("Value"), align: "left" as const, share: 0.3 },
  ];
  return {
    table: { type: "table", id: "t", number: 1, title: text("Title"), deck: [], source: [], note: [], columns, rows },
    groupOf,
  };
}

/** Finds pages with rows of a group but without its name, and words lost, printed twice or below the page. */
function faultsOf({ table, groupOf }: Groups, options: Options): string[] {
  const { pages, warnings } = layOut([table], options);
  const faults: string[] = [];
  const said: string[] = [];
  pages.forEach((page, at) => {
    const boxes = boxesOf(page, "text").filter(({ means }) => means !== "header" && means !== "footer");
    const rows = boxes.flatMap((box) =>
      /^r\d+\.$/.test(wordsOf(box)) ? [{ row: Number(wordsOf(box).slice(1, -1)), y: box.y }] : [],
    );
    const names = boxes.flatMap((box) =>
      /^g\d/.test(wordsOf(box))
        ? [{ group: Number(/^g(\d+)/.exec(wordsOf(box))![1]), y: box.y, words: wordsOf(box).trim(), means: box.means }]
        : [],
    );
    for (const name of names) if (typeof name.means === "number") said.push(...name.words.split(" "));
    for (const group of new Set(rows.map(({ row }) => groupOf[row]!))) {
      const own = rows.filter(({ row }) => groupOf[row] === group);
      const beside = names.filter((name) => name.group === group);
      if (beside.length === 0) faults.push(`page ${at + 1} does not name group ${group}`);
      else if (Math.abs(Math.min(...beside.map(({ y }) => y)) - own[0]!.y) > 20)
        faults.push(`page ${at + 1} names group ${group} elsewhere than in its first row`);
      const alone = own.length < 2 && groupOf.filter((each) => each === group).length > 2;
      if (alone) faults.push(`one row of group ${group} is alone on page ${at + 1}`);
    }
    for (const { y, words } of names) if (y > page.height - 60) faults.push(`"${words}" is below page ${at + 1}`);
  });
  const told = table.rows
    .flatMap(({ cells }) => (cells.length > 1 ? cells[0]!.children : []))
    .flatMap((inline) => (inline.type === "text" ? inline.text.split(" ") : []));
  if (said.join(" ") !== told.join(" ")) faults.push("the names are not printed once, in order");
  if (warnings.filter(({ code }) => code === "overflow").length > 1)
    faults.push(warnings.map(({ message }) => message).join("; "));
  return faults;
}

describe("rows joined by a cell", () => {
  it("have its words on every page, once as content, with one warning at most", () => {
    const faulty = Array.from({ length: count }, (_, seed) => ({
      seed,
      faults: faultsOf(groups(seed), { theme: seed % 2 === 0 ? {} : { tables: "stripes" } }),
    })).filter(({ faults }) => faults.length > 0);
    expect({ faulty: faulty.length, first: faulty.slice(0, 5) }).toEqual({ faulty: 0, first: [] });
  });

  it("are counted in one warning", () => {
    const size = 90;
    const rows = Array.from({ length: 3 * size }, (_, row): TableRow => ({
      kind: "body",
      cells: [
        ...(row % size === 0 ? [{ children: text(`g${row}`), header: true, rowSpan: size }] : []),
        { children: text("1") },
      ],
    }));
    const { table } = groups(1);
    const layout = layOut([{ ...table, rows }]);
    expect(layout.warnings.map(({ message }) => message)).toEqual([
      "3 groups of rows joined by a cell are taller than a page: what joins them is printed again on each page",
    ]);
    expect(elements(layout, "TH").filter(({ rowSpan }) => rowSpan === size)).toHaveLength(3);
  });
});
