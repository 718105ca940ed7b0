import { describe, expect, it } from "vitest";
import { parseColumns } from "../../../../../functions/core/report/compose/table/parse-columns.ts";

const fill = (text: string): string => text.replaceAll("\u0001", "x, y | z: 'w");

describe("the columns of a table", () => {
  it("have a label, a format and options", () => {
    expect(parseColumns("a, b: B | number: 1 | bar | right, c: C | heat: all | missing: blank | note: remark")).toEqual(
      [
        { field: "a" },
        { field: "b", label: "B", format: { name: "number", args: [1] }, graphic: "bar", align: "right" },
        { field: "c", label: "C", heat: "all", missing: "", note: "remark" },
      ],
    );
    expect(
      parseColumns(
        "a | change, b | change: less, c | heat, d | missing: 'n. a.' | merge, e | width: 30, f | avg | +.2f",
      ),
    ).toEqual([
      { field: "a", change: "more" },
      { field: "b", change: "less" },
      { field: "c", heat: "own" },
      { field: "d", missing: "n. a.", merge: true },
      { field: "e", share: 0.3 },
      { field: "f", aggregate: "avg", format: { name: "number", args: ["+.2f"] } },
    ]);
  });

  it("may have commas, colons and bars between quotation marks", () => {
    expect(parseColumns(`'net, gross': 'Sales, net | gross: all' | number, "b|c": it's, d: "say 'x'"`)).toEqual([
      { field: "net, gross", label: "Sales, net | gross: all", format: { name: "number", args: [] } },
      { field: "b|c", label: "it's" },
      { field: "d", label: "say 'x'" },
    ]);
    expect(parseColumns("a: A | missing: ', |'")).toEqual([{ field: "a", label: "A", missing: ", |" }]);
  });

  it("take values as they are, whatever they hold", () => {
    expect(parseColumns("\u0001: Label \u0001 | missing: \u0001, b", fill)).toEqual([
      { field: "x, y | z: 'w", label: "Label \u0001", missing: "x, y | z: 'w" },
      { field: "b" },
    ]);
  });

  it.each([
    ["a: 'A, b", /a quotation mark ' is not closed/],
    ["a | heat: both", /heat of "a" must be own, all, not "both"/],
    ["a | change: fewer", /change of "a" must be more, less, plain/],
    ["a | heat | change", /colour can show only one/],
    ["a | change | left", /arrows go before numbers/],
    ["a | haet", /neither a format .* nor an option .*did you mean "heat"\?/],
    ["a | spark", /neither a format/],
    ["a | width: 0", /between 0 and 100/],
    [": B", /has no name/],
  ])("cannot be read from %s", (text, message) => {
    expect(() => parseColumns(text)).toThrow(message);
  });
});
