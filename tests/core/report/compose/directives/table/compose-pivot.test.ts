import { describe, expect, it } from "vitest";
import type { DataTable, TableCell } from "../../../../../../functions/core/report/document/document.ts";
import { BroadsheetError } from "../../../../../../functions/core/errors.ts";
import type { Row } from "../../../../../../functions/core/report/query/table.ts";
import { compose, only, problemsOf, text, type Setup } from "../../compose-fixture.ts";

const sales: readonly Row[] = [
  { region: "North", product: "Tea", quarter: "Q2", amount: 10.5, price: 4 },
  { region: "North", product: "Coffee", quarter: "Q1", amount: 3, price: 9 },
  { region: "North", product: "Coffee", quarter: "Q2", amount: 0.1, price: 2 },
  { region: "South", product: "Tea", quarter: "Q1", amount: 7, price: 1 },
  { region: "South", product: "Tea", quarter: "Q2", amount: null, price: 3 },
];
const setup: Setup = { tables: { sales } };

function pivot(attributes: string, more: Setup = setup): DataTable {
  return only(compose(`::table{data="sales" ${attributes}}`, more), "table");
}

function shown({ rows }: DataTable): (readonly string[])[] {
  return rows.map(({ kind, cells }) => [kind, ...cells.map(({ children }) => text(children))]);
}

const cellOf = ({ children, colSpan = 1, rowSpan = 1 }: TableCell) =>
  colSpan === 1 && rowSpan === 1 ? text(children) : [text(children), colSpan, rowSpan];

function headOf({ head, columns }: DataTable): readonly (readonly unknown[])[] {
  return head === undefined ? [columns.map(({ label }) => text(label))] : head.map((cells) => cells.map(cellOf));
}

const cellsBy = (rule: string) =>
  shown(pivot(`rows="product" value="amount | ${rule} | number: 1" totals="none"`)).map(([, ...cells]) => cells);

/** How often a table's rows cover each of its columns. */
function coverage({ head, columns, rows }: DataTable): number[] {
  const covered: number[][] = [];
  const cover = (lines: readonly (readonly TableCell[])[]): void => {
    const places = lines.map(() => columns.map(() => 0));
    lines.forEach((cells, row) => {
      let column = 0;
      for (const { colSpan = 1, rowSpan = 1 } of cells) {
        while ((places[row]?.[column] ?? 0) > 0) column++;
        for (let down = 0; down < rowSpan; down++)
          for (let across = 0; across < colSpan; across++)
            (places[row + down] ?? [])[column + across] = (places[row + down]?.[column + across] ?? 0) + 1;
        column += colSpan;
      }
    });
    covered.push(...places);
  };
  cover(head ?? [columns.map(({ label }) => ({ children: label }))]);
  cover(rows.map(({ cells }) => cells));
  return covered.flat();
}

describe("a pivot", () => {
  it("covers each of its columns once in every row, of a query without rows, too", () => {
    // The columns of a query without rows are those of the fixture.
    const known: readonly Row[] = [
      { year: 2018, pct: 25.1, change: 1, name: "a" },
      { year: 2019, pct: 2, change: 2, name: "a" },
      { year: 2019, pct: 3, change: 1, name: "b" },
    ];
    const headings = ["", "year", "year: Year", "year: Year, change", "change, year: Year"];
    const measures = ["pct | sum", "pct: Sales | sum, pct: Mean | avg"];
    const tables = [[], known.slice(0, 1), known].map((rows) => ({ sales: rows }));
    const made = headings.flatMap((columns) =>
      (columns.includes("change") ? ["name"] : ["name", "name, change"]).flatMap((rows) =>
        measures.flatMap((value) =>
          ["none", "row", "column", "row, column"].flatMap((totals) =>
            tables.map((each) => ({ rows, columns, value, totals, each })),
          ),
        ),
      ),
    );
    const wrong = made.filter(({ rows, columns, value, totals, each }) => {
      const table = pivot(
        `rows="${rows}" ${columns === "" ? "" : `columns="${columns}"`} value="${value}" totals="${totals}"`,
        { tables: each },
      );
      return coverage(table).some((times) => times !== 1);
    });
    expect({
      of: made.length,
      wrong: wrong.map(
        ({ rows, columns, totals, each }) => `${rows}; ${columns}; ${totals}; ${each.sales.length} rows`,
      ),
    }).toEqual({ of: 192, wrong: [] });
  });

  it("puts values between headings on two sides, with totals and subtotals", () => {
    const table = pivot('rows="region: Region, product: Product" columns="quarter" value="amount | number: 1"');
    expect(headOf(table)).toEqual([["Region / Product", "Q1", "Q2", "Total"]]);
    expect(shown(table)).toEqual([
      ["group", "North"],
      ["body", "Tea", "", "10.5", "{strong 10.5}"],
      ["body", "Coffee", "3.0", "0.1", "{strong 3.1}"],
      ["subtotal", "North total", "3.0", "10.6", "13.6"],
      ["group", "South"],
      ["body", "Tea", "7.0", "", "{strong 7.0}"],
      ["subtotal", "South total", "7.0", "", "7.0"],
      ["total", "Total", "10.0", "10.6", "20.6"],
    ]);
    expect(table.rows.map(({ level }) => level)).toEqual([
      undefined,
      1,
      1,
      undefined,
      undefined,
      1,
      undefined,
      undefined,
    ]);
    expect(table.rows[0]?.cells).toEqual([{ children: [{ type: "text", text: "North" }], header: true, colSpan: 4 }]);
  });

  it("takes means of groups from all their values", () => {
    const table = pivot('rows="region" columns="quarter" value="price | avg | number: 2" totals="row, column"');
    expect(shown(table)).toEqual([
      ["body", "North", "9.00", "3.00", "{strong 5.00}"],
      ["body", "South", "1.00", "3.00", "{strong 2.00}"],
      ["total", "All", "5.00", "3.00", "3.80"],
    ]);
  });

  it("aggregates the values of one cell by the named rule", () => {
    expect(cellsBy("sum")).toEqual([
      ["Tea", "17.5"],
      ["Coffee", "3.1"],
    ]);
    expect(cellsBy("max")).toEqual([
      ["Tea", "10.5"],
      ["Coffee", "3.0"],
    ]);
    expect(cellsBy("min")).toEqual([
      ["Tea", "7.0"],
      ["Coffee", "0.1"],
    ]);
    expect(cellsBy("count")).toEqual([
      ["Tea", "2.0"],
      ["Coffee", "2.0"],
    ]);
  });

  it("joins headings that stand over several columns", () => {
    const table = pivot(
      'rows="product" columns="region: Region, quarter" value="amount: Sales | number: 0 | sum, price: Price | number: 0 | sum" totals="column"',
    );
    expect(headOf(table)).toEqual([
      [
        ["product", 1, 4],
        ["Region", 12, 1],
        ["Total", 2, 3],
      ],
      [
        ["North", 6, 1],
        ["South", 6, 1],
      ],
      [
        ["Q1", 2, 1],
        ["Q2", 2, 1],
        ["Total", 2, 1],
        ["Q1", 2, 1],
        ["Q2", 2, 1],
        ["Total", 2, 1],
      ],
      [
        "Sales",
        "Price",
        "Sales",
        "Price",
        "Sales",
        "Price",
        "Sales",
        "Price",
        "Sales",
        "Price",
        "Sales",
        "Price",
        "Sales",
        "Price",
      ],
    ]);
    expect(table.columns).toHaveLength(15);
    expect(shown(table)[1]).toEqual([
      "body",
      "Coffee",
      "3",
      "9",
      "0",
      "2",
      "{strong 3}",
      "{strong 11}",
      "",
      "",
      "",
      "",
      "",
      "",
      "{strong 3}",
      "{strong 11}",
    ]);
  });

  it("needs no columns", () => {
    const table = pivot('rows="region" value="amount: Sales | sum, price: Mean | avg"');
    expect(headOf(table)).toEqual([["region", "Sales", "Mean"]]);
    expect(shown(table).at(-1)).toEqual(["total", "All", "20.6", "3.8"]);
  });

  it("speaks the report's language", () => {
    const zh = { ...setup, parameters: { language: "zh" } };
    expect(
      shown(pivot('rows="region, product" columns="quarter" value="amount | sum"', zh)).map(([, label]) => label),
    ).toContain("North合计");
  });

  it("colours the cells, not the totals, on one scale", () => {
    const { rows } = pivot('rows="region" columns="quarter" value="price | sum | heat"');
    expect(rows.map(({ cells }) => cells.map(({ heat }) => heat?.share))).toEqual([
      [undefined, 1, 0.625, undefined],
      [undefined, 0, 0.25, undefined],
      [undefined, undefined, undefined, undefined],
    ]);
  });

  it("prints the given text for a missing value", () => {
    expect(
      shown(pivot('rows="product" columns="region" value="amount | sum | missing: none" totals="none"'))[1],
    ).toEqual(["body", "Coffee", "3.1", "none"]);
    expect(shown(pivot('rows="product" columns="region" value="amount | sum" missing="–" totals="none"'))[1]).toEqual([
      "body",
      "Coffee",
      "3.1",
      "–",
    ]);
  });

  it("takes only the rows that meet a condition", () => {
    expect(
      shown(pivot('where="region=South" rows="region" columns="quarter" value="price | sum" totals="row"')),
    ).toEqual([
      ["body", "South", "1", "3"],
      ["total", "Total", "1", "3"],
    ]);
  });

  it("keeps numbers, texts and missing values apart as headings", () => {
    const mixed = {
      tables: {
        sales: [
          { region: "1", amount: 1 },
          { region: null, amount: 2 },
          { region: "", amount: 4 },
        ],
      },
    };
    expect(shown(pivot('rows="region" value="amount" totals="none"', mixed))).toEqual([
      ["body", "1", "1"],
      ["body", "–", "2"],
      ["body", "–", "4"],
    ]);
  });
});

const ofTexts = (attributes: string): string => `::table{data="lights" value="light" missing="–" ${attributes}}`;

describe("cells of texts", () => {
  const lights: readonly Row[] = [
    { project: "Annex", month: 1, place: "North", light: "green" },
    { project: "Annex", month: 2, place: "North", light: "red" },
    { project: "Tower", month: 2, place: "South", light: "amber" },
  ];

  it.each([
    ['rows="project" columns="month" totals="none"', ["Annex", "green", "red"], ["Tower", "–", "amber"]],
    [
      'rows="project" columns="month" totals="none" subtotals="none"',
      ["Annex", "green", "red"],
      ["Tower", "–", "amber"],
    ],
    [
      'rows="place, project" columns="month" totals="none" subtotals="none"',
      ["Annex", "green", "red"],
      ["Tower", "–", "amber"],
    ],
  ])("stand in a pivot that adds nothing up: %s", (attributes, ...expected) => {
    const { rows } = only(compose(ofTexts(attributes), { tables: { lights } }), "table");
    const bodies = rows.filter(({ cells }) => cells.length > 1);
    expect(bodies.map(({ cells }) => cells.map(({ children }) => text(children)))).toEqual(expected);
  });

  it.each([
    'rows="project" columns="month"',
    'rows="project" columns="month" totals="row"',
    'rows="place, project" columns="month" totals="none"',
    'rows="project" columns="place, month" totals="none"',
  ])("are refused with the way out where they would be added up: %s", (attributes) => {
    const [problem] = problemsOf(ofTexts(attributes), { tables: { lights } });
    expect(problem?.message).toBe(
      'report.md:1: sum of "light" needs numbers, and row 1 of the query "lights" holds "green": for a pivot of texts, leave out its totals, totals="none"',
    );
  });
});

it.each([
  ['rows="region" columns="quarter"', "missing-attribute", /needs the attribute "value"/],
  [
    'rows="region" columns="quarter" value="amount"',
    "invalid-format",
    /rows 1 and 3 of the query "sales" are both for region "North", quarter "Q2", and "amount" does not say/,
  ],
  ['rows="regoin" value="amount | sum"', "unknown-column", /no column "regoin"/],
  [
    'rows="region" value="product | sum"',
    "invalid-format",
    /sum of "product" needs numbers, and row 1 of the query "sales" holds "Tea"/,
  ],
  [
    'rows="region | bar" value="amount | sum"',
    "invalid-attribute",
    /"region" has bar, which a heading of a pivot cannot have/,
  ],
  ['rows="region" value="amount | sparkline"', "invalid-attribute", /sparkline, which a value of a pivot cannot have/],
  ['rows="region" value="amount | sum" totals="rows"', "invalid-attribute", /totals takes row, column/],
  ['rows="region" value="amount | sum" totals="none, row"', "invalid-attribute", /either none or a list/],
  ['rows="region" value="amount | sum" total="last"', "invalid-attribute", /a pivot takes totals/],
])("%s is a problem", (attributes, code, message) => {
  expect(problemsOf(`::table{data="sales" ${attributes}}`, setup)).toMatchObject([
    { code, message: expect.stringMatching(message) as string, where: { line: 1 } },
  ]);
});

it("has at most 50 columns", () => {
  const many = Array.from({ length: 51 }, (_, month) => ({ region: "North", month, amount: 1 }));
  const made = () => pivot('rows="region" columns="month" value="amount" totals="none"', { tables: { sales: many } });
  expect(made).toThrow(BroadsheetError);
  expect(made).toThrow('the pivot of "sales" has 51 columns, more than 50');
});
