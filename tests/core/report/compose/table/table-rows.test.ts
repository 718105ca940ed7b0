import { describe, expect, it } from "vitest";
import type { DataTable } from "../../../../../functions/core/report/document/document.ts";
import { compose, only, problemsOf, text } from "../compose-fixture.ts";

const stores = [
  { store: "Harbour", kind: null, amount: 40, change: 3.1, remark: "  Closed\nin March " },
  { store: "Station", kind: "muted", amount: 10, change: -4, remark: null },
  { store: "North", kind: "subtotal", amount: 50, change: 0.04, remark: "Provisional" },
  { store: "Airport", kind: "highlight", amount: 20, change: null, remark: "Closed in March" },
  { store: "All", kind: "total", amount: 70, change: 900, remark: "" },
];
const tables = { stores };

function tableOf(columns: string, more = 'style="kind"'): DataTable {
  return only(compose(`::table{data="stores" columns="${columns}" ${more}}`, { tables }), "table");
}

const shown = (option: string) =>
  tableOf(`store, change | number: 1 | ${option}`).rows.map(({ cells }) => [
    text(cells[1]!.children),
    cells[1]!.change?.arrow,
    cells[1]!.change?.tone,
  ]);

const last = (columns: string, more?: string) => tableOf(columns, more).rows[3]!.cells.at(-1)!;

describe("the rows of a table", () => {
  it("have the style that a column names, and that column is not printed", () => {
    const table = only(compose('::table{data="stores" style="kind"}', { tables }), "table");
    expect(table.rows.map(({ kind }) => kind)).toEqual(["body", "muted", "subtotal", "highlight", "total"]);
    expect(table.columns.map(({ label }) => text(label))).toEqual(["store", "amount", "change", "remark"]);
  });

  it("have no bar and no place on a scale where they sum up others", () => {
    const { rows } = tableOf("store, amount | bar | heat");
    expect(rows.map(({ cells }) => cells[1]?.graphic)).toEqual([
      // The accent means the highlighted row.
      { kind: "bar", from: 0, to: 1, quiet: true },
      { kind: "bar", from: 0, to: 0.25, quiet: true },
      undefined,
      { kind: "bar", from: 0, to: 0.5 },
      undefined,
    ]);
    expect(rows.map(({ cells }) => cells[1]?.heat?.share)).toEqual([1, 0, undefined, 0.3333, undefined]);
  });

  it("are coloured to both sides of zero, on one scale where columns say so", () => {
    const { rows } = tableOf("store, amount | heat: all, change | heat: all");
    expect(rows[1]?.cells.map(({ heat }) => heat)).toEqual([
      undefined,
      { share: 0.625, diverging: true },
      { share: 0.45, diverging: true },
    ]);
    expect(rows[3]?.cells[2]?.heat).toBeUndefined();
  });

  it("show changes with sign and arrow, except those printed as zero", () => {
    expect(shown("change")).toEqual([
      ["+3.1", "up", "good"],
      ["−4.0", "down", "bad"],
      ["0.0", undefined, undefined],
      ["–", undefined, undefined],
      ["+900.0", "up", "good"],
    ]);
    expect(shown("change: less").map(([, , tone]) => tone)).toEqual(["bad", "good", undefined, undefined, "bad"]);
    expect(shown("change: plain")[0]).toEqual(["+3.1", "up", "plain"]);
  });

  it("print nothing, a dash or words for a missing value", () => {
    expect(last("store, change")).toEqual({ children: [{ type: "text", text: "–" }], spoken: "no value" });
    expect(last("store, change | missing: blank")).toEqual({ children: [] });
    expect(last("store, change | missing: 'n. a.'")).toEqual({ children: [{ type: "text", text: "n. a." }] });
    expect(last("store, change", 'missing="blank"')).toEqual({ children: [] });
    expect(last("store, change | missing: none", 'missing="blank"')).toEqual({
      children: [{ type: "text", text: "none" }],
    });
  });

  it("refer to notes; equal texts are one", () => {
    const table = tableOf("store | note: remark, amount");
    expect(table.rows.map(({ cells }) => cells[0]?.note)).toEqual([0, undefined, 1, 0, undefined]);
    expect(table.notes?.map(text)).toEqual(["Closed in March", "Provisional"]);
    expect(tableOf("store").notes).toBeUndefined();
  });

  it("keep a group's subtotal inside the group", () => {
    const grouped = {
      stores: [
        { region: "N", n: 1, kind: null },
        { region: null, n: 1, kind: "subtotal" },
        { region: "S", n: 2, kind: null },
        { region: "S", n: 2, kind: "subtotal" },
      ],
    };
    const { rows } = only(compose('::table{data="stores" group="region" style="kind"}', { tables: grouped }), "table");
    expect(rows.map(({ kind }) => kind)).toEqual(["group", "body", "subtotal", "group", "body", "subtotal"]);
  });
});

describe("a value in the list of columns", () => {
  it("is no syntax", () => {
    const table = only(
      compose(
        `::table{data="stores" columns="store: {{ parameters.name }} | missing: {{ parameters.name }}, amount"}`,
        { tables, parameters: { name: "a, *b* | c: d" } },
      ),
      "table",
    );
    expect(table.columns.map(({ label }) => text(label))).toEqual(["a, *b* | c: d", "amount"]);
  });

  it("may be the whole list, whose labels are plain", () => {
    const table = only(
      compose(`::table{data="stores" columns="{{ parameters.name }}"}`, {
        tables,
        parameters: { name: "store: *Store*, amount" },
      }),
      "table",
    );
    expect(table.columns.map(({ label }) => label)).toEqual([
      [{ type: "text", text: "*Store*" }],
      [{ type: "text", text: "amount" }],
    ]);
  });
});

it("fills its place where asked", () => {
  expect([tableOf("store", 'width="full"').full, tableOf("store", 'width="content"').full]).toEqual([true, undefined]);
  expect(only(compose(':::table{width="full"}\n| a |\n|---|\n| 1 |\n:::'), "table").full).toBe(true);
});

it("takes the space between its rows and its size", () => {
  const { density, size } = tableOf("store", 'density="dense" size="small"');
  expect([density, size]).toEqual(["dense", "small"]);
  expect(Object.keys(tableOf("store", 'density="usual" size="usual"'))).toEqual(Object.keys(tableOf("store", "")));
  expect(only(compose(':::table{density="airy"}\n| a |\n|---|\n| 1 |\n:::'), "table").density).toBe("airy");
});

it.each([
  ['style="kidn"', "unknown-column", /no column "kidn"/],
  [
    'style="store"',
    "invalid-format",
    /row 1 of the query "stores" has the style "Harbour" in "store"; a style is body, subtotal/,
  ],
  ['width="wide"', "invalid-attribute", /content or full/],
  ['density="tight"', "invalid-attribute", /density must be usual, dense or airy/],
  ['size="tiny"', "invalid-attribute", /size must be usual or small/],
  ['columns="store | note: remrak"', "unknown-column", /"remrak"/],
  ['columns="store | heat"', "invalid-format", /a heat map needs numbers, and "store" holds "Harbour"/],
  ['columns="store | change | decimal"', "invalid-format", /a change needs numbers, and "store" holds "Harbour"/],
  ['columns="amount | sum"', "invalid-attribute", /which only a pivot can do/],
  ['value="amount"', "invalid-attribute", /value belongs to a pivot/],
])("%s cannot be fulfilled", (attributes, code, message) => {
  expect(problemsOf(`::table{data="stores" ${attributes}}`, { tables })).toMatchObject([
    { code, message: expect.stringMatching(message) as string, where: { file: "report.md", line: 1 } },
  ]);
});
