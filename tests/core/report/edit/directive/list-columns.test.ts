import { expect, test } from "vitest";
import { BroadsheetError } from "../../../../../functions/core/errors.ts";
import { answerEdit } from "../../../../../functions/core/report/edit/answer-edit.ts";
import type { ColumnEdit } from "../../../../../functions/core/report/edit/edit.ts";
import { attributesOf, readSource } from "../../../../../functions/core/report/edit/source/source-tree.ts";
import { parseColumns } from "../../../../../functions/core/report/compose/table/parse-columns.ts";
import { seeded } from "../../dataset/seeded.ts";

const around = (directive: string): string => `# Sales\n\n${directive}\n\nThe *end*.\n`;
const block = { file: "report.md", line: 3 };

function edited(source: string, edit: ColumnEdit): string {
  const { patches } = answerEdit({ files: { "report.md": source }, block, edit });
  expect(patches.length).toBeLessThanOrEqual(2);
  return patches
    .toSorted((a, b) => b.from - a.from)
    .reduce((text, { from, to, text: put }) => text.slice(0, from) + put + text.slice(to), source);
}

/** The columns of the table as the report reads them. */
function read(source: string): unknown {
  const tree = readSource("report.md", source, false);
  return parseColumns(attributesOf(tree.blocks[1]!, tree.projected)["columns"] ?? "");
}

const describe = (directive: string) => answerEdit({ files: { "report.md": around(directive) }, block }).block.allBut;

test("a table that lists no columns says so, and which it leaves out", () => {
  expect(describe('::table{data="sales"}')).toEqual([]);
  expect(describe('::table{data="sales" group="region" style="kind" total="last"}')).toEqual(["region", "kind"]);
  expect(describe('::table{data="sales" columns="a"}')).toBeUndefined();
  expect(describe('::table{data="sales" rows="region" value="a"}')).toBeUndefined();
  expect(describe('::table{data="sales" group="{{ by }}"}')).toBeUndefined();
  expect(describe('::chart{data="sales" spec="a"}')).toBeUndefined();
});

test("any edit of a column lists the others as they were printed", () => {
  const random = seeded(7);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const names = ["month", "Sales, net", "a: b", "x|y", "区域", "Shop of the year", "n_1", "it's", "%"];
  for (let round = 0; round < 300; round += 1) {
    const columns = names.filter(() => random() < 0.6);
    const group = random() < 0.3 ? pick(names) : undefined;
    const shown = columns.filter((name) => name !== group);
    if (shown.length < 2) continue;
    const at = Math.floor(random() * shown.length);
    const column = shown[at]!;
    const model: { field: string; label?: string; format?: string }[] = shown.map((field) => ({ field }));
    const change = pick(["label", "format", "left", "right", "hidden"] as const);
    const neighbour = change === "left" ? at - 1 : at + 1;
    if ((change === "left" || change === "right") && model[neighbour] === undefined) continue;
    if (change === "label") model[at]!.label = "New, words";
    else if (change === "format") model[at]!.format = "percent: 1";
    else if (change === "hidden") model.splice(at, 1);
    else [model[at], model[neighbour]] = [model[neighbour]!, model[at]!];
    const edit: ColumnEdit = {
      do: "column",
      column,
      columns,
      ...(change === "label" && { label: "New, words" }),
      ...(change === "format" && { format: "percent: 1" }),
      ...(change === "hidden" && { hidden: true }),
      ...((change === "left" || change === "right") && { move: change }),
    };
    const directive = `::table{data="sales"${group === undefined ? "" : ` group="${group}"`} title="A *title*"}`;
    const after = edited(around(directive), edit);
    expect(after.replace(/ columns="[^"]*"/, "")).toBe(around(directive));
    const wanted = model.map(({ field, label, format }) => ({
      field,
      ...(label !== undefined && { label }),
      ...(format !== undefined && { format: expect.anything() as unknown }),
    }));
    expect(read(after), after).toEqual(wanted);
    // From then on it lists them, and further edits name no others.
    const again = edited(after, { do: "column", column: model[0]!.field, columns: ["other"], label: "First" });
    expect(read(again)).toEqual(wanted.with(0, { ...wanted[0]!, label: "First" }));
  }
});

test.each<[string, Partial<ColumnEdit>, string]>([
  ['::table{data="sales"}', { column: "mnth", label: "M", columns: ["month", "sales"] }, "unknown-column"],
  ['::table{data="sales"}', { column: "month", label: "M" }, "no-columns"],
  ['::table{data="sales"}', { column: "a", label: "M", columns: ["a", 'say "b"'] }, "edit-refused"],
  ['::table{data="sales"}', { column: "a", hidden: true, columns: ["a"] }, "last-column"],
  ['::table{data="sales" group="a"}', { column: "a", label: "A", columns: ["a", "b"] }, "unknown-column"],
  ['::table{data="sales" rows="a" value="b"}', { column: "a", label: "A", columns: ["a", "b"] }, "no-columns"],
])("%s: %j is refused", (directive, edit, code) => {
  const ask = () => edited(around(directive), { do: "column", column: "", ...edit });
  try {
    ask();
    expect.unreachable();
  } catch (error) {
    expect((error as BroadsheetError).problems[0]?.code).toBe(code);
  }
});
