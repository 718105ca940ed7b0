import fc from "fast-check";
import { expect, test } from "vitest";
import { cellsOf, cutToCells } from "../../../functions/local/terminal/cells-of.ts";
import { coloursOf } from "../../../functions/local/terminal/colours.ts";
import { type Column, formatTable } from "../../../functions/local/terminal/format-table.ts";
import { formatBytes } from "../../../functions/local/terminal/show-transfer.ts";

const columns: readonly Column<readonly [string, number]>[] = [
  { head: "name", of: ([name]) => name, shrinks: true },
  { head: "rows", of: ([, rows]) => rows, align: "right" },
];

test("a terminal gets aligned columns, by the cells that the letters take", () => {
  const rows = [
    ["sales", 12],
    ["北京的指标", 1204],
    ["é combining", 7],
    ["👩‍💻 team", 3],
  ] as const;
  process.env["NO_COLOR"] = "1";
  try {
    expect(formatTable(rows, columns, { isTTY: true, columns: 80 })).toBe(
      [
        "NAME         ROWS",
        "sales          12",
        "北京的指标   1204",
        "é combining     7",
        "👩‍💻 team         3",
        "",
      ].join("\n"),
    );
  } finally {
    delete process.env["NO_COLOR"];
  }
  expect(formatTable(rows, columns, {})).toBe(
    "sales\t12\n北京的指标\t1204\ne\u0301 combining\t7\n👩‍💻 team\t3\n".replace("e\u0301", "é"),
  );
});

test("no line is wider than the terminal, and no control character reaches it", () => {
  const letters = fc.string({ unit: fc.constantFrom(..."ab中文ｱé👍\u0301\u200d\t\n\u001b\u202e"), maxLength: 60 });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(letters, fc.nat(9999)), { maxLength: 5 }),
      fc.integer({ min: 20, max: 60 }),
      (rows, width) => {
        // oxlint-disable-next-line no-control-regex
        const text = formatTable(rows, columns, { isTTY: true, columns: width }).replaceAll(/\u001b\[\d+m/g, "");
        const lines = text.split("\n").slice(0, -1);
        expect(lines).toHaveLength(rows.length + 1);
        for (const line of lines) expect(cellsOf(line)).toBeLessThanOrEqual(width);
        // oxlint-disable-next-line no-control-regex
        expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
      },
    ),
    { numRuns: 300, seed: 5 },
  );
  fc.assert(
    fc.property(letters, fc.nat(20), (text, most) => {
      expect(cellsOf(cutToCells(text, most))).toBeLessThanOrEqual(
        Math.max(most, cellsOf(text) <= most ? cellsOf(text) : 0),
      );
    }),
    { numRuns: 300, seed: 6 },
  );
});

test.each([
  [{ isTTY: true }, {}, true],
  [{ isTTY: true }, { NO_COLOR: "1" }, false],
  [{ isTTY: true }, { NO_COLOR: "" }, true],
  [{ isTTY: true }, { TERM: "dumb" }, false],
  [{}, {}, false],
  [{}, { FORCE_COLOR: "1" }, true],
  [{ isTTY: true }, { FORCE_COLOR: "0" }, false],
  [{}, { FORCE_COLOR: "1", NO_COLOR: "1" }, true],
])("colours of %o with %o: %s", (output, environment, on) => {
  expect(coloursOf(output, environment).red("x")).toBe(on ? "\u001b[31mx\u001b[39m" : "x");
});

test("sizes have one decimal and never 1024 of a unit", () => {
  expect([0, 1023, 1024, 1536, 1048524, 1048575, 3 * 2 ** 30].map(formatBytes)).toEqual([
    "0 B",
    "1023 B",
    "1.0 KB",
    "1.5 KB",
    "1023.9 KB",
    "1.0 MB",
    "3.0 GB",
  ]);
});
