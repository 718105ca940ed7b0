import { describe, expect, it } from "vitest";
import type { DataTable } from "../../../../../functions/core/report/document/document.ts";
import { compose, only, problemsOf } from "../compose-fixture.ts";

const powers = [
  { name: "Hydro", change: 2, trend: "[1, 3, null, 2]" },
  { name: "Coal", change: -6, trend: "5, 5" },
  { name: "Gas", change: null, trend: null },
  { name: "All", change: 100, trend: "[]" },
];

function tableOf(columns: string, more = ""): DataTable {
  return only(compose(`::table{data="powers" columns="${columns}" ${more}}`, { tables: { powers } }), "table");
}

describe("pictures in a table's column", () => {
  it("are bars on one scale that holds zero; the total has none", () => {
    const { rows } = tableOf("name, change: Change | number: 1 | bar", 'total="last"');
    expect(rows.map(({ cells }) => cells[1]?.graphic)).toEqual([
      { kind: "bar", from: 0.75, to: 1 },
      { kind: "bar", from: 0.75, to: 0 },
      undefined,
      undefined,
    ]);
    expect(rows[1]?.cells[1]?.children).toEqual([{ type: "text", text: "−6.0" }]);
  });

  it("are sparklines on a scale of their own, with the values as alternative text", () => {
    const { rows } = tableOf("name, trend: Since 2018 | sparkline");
    expect(rows.map(({ cells }) => cells[1]?.graphic)).toEqual([
      { kind: "sparkline", points: [0, 1, null, 0.5], alt: "1, 3, –, 2" },
      { kind: "sparkline", points: [0.5, 0.5], alt: "5, 5" },
      undefined,
      undefined,
    ]);
    expect(rows[0]?.cells[1]?.children).toEqual([]);
  });

  it("need numbers", () => {
    expect(problemsOf('::table{data="powers" columns="name | bar"}', { tables: { powers } })).toMatchObject([
      { code: "invalid-format", message: expect.stringContaining("a bar needs numbers") },
    ]);
    expect(problemsOf('::table{data="powers" columns="name | sparkline"}', { tables: { powers } })).toMatchObject([
      { code: "invalid-format", message: expect.stringContaining("to_json(list(") },
    ]);
    expect(
      problemsOf('::table{data="powers" columns="name, change | sparkline"}', { tables: { powers } }),
    ).toMatchObject([{ code: "invalid-format", message: expect.stringContaining('"change" holds one') }]);
  });
});

describe("a table's rows", () => {
  it("are limited", () => {
    const rows = Array.from({ length: 50_001 }, (_, index) => ({ index }));
    expect(() => compose('::table{data="rows"}', { tables: { rows } })).toThrow(
      expect.objectContaining({
        kind: "limit-exceeded",
        problems: [expect.objectContaining({ code: "too-many-rows", seen: 50_001 })],
      }),
    );
  });
});
