import { describe, expect, it } from "vitest";
import { columnWidths } from "../../../../../functions/core/report/layout/table/table-widths.ts";

const label = { least: 60, natural: 200, numeric: false };
const value = { least: 40, natural: 40, numeric: true };

describe("columnWidths", () => {
  it("adds up to the width", () => {
    for (const width of [120, 200, 300, 500]) {
      const { widths } = columnWidths([label, value, value], width, true);
      expect(widths.reduce((sum, each) => sum + each, 0)).toBeCloseTo(width, 6);
    }
  });

  it("shares out the rest if everything fits", () => {
    const { widths, cut } = columnWidths([label, value], 400, true);
    expect(cut).toBe(false);
    expect(widths[0]).toBeGreaterThan(200);
    expect(widths[1]).toBeGreaterThan(40);
  });

  it("are no wider than their content unless the table fills the width", () => {
    expect(columnWidths([label, value], 400, false).widths).toEqual([label.natural, value.natural]);
    expect(columnWidths([{ ...label, share: 0.25 }, value], 400, false).widths).toEqual([100, 300]);
  });

  it("lets the long texts wrap before the numbers", () => {
    const { widths } = columnWidths([label, { least: 30, natural: 60, numeric: true }], 200, true);
    expect(widths).toEqual([140, 60]);
  });

  it("says when not even the longest words fit", () => {
    expect(columnWidths([label, value], 90, true).cut).toBe(true);
    expect(columnWidths([{ ...label, share: 0.1 }, value], 400, true).cut).toBe(true);
  });

  it("keeps fixed shares", () => {
    expect(columnWidths([{ ...label, share: 0.5 }, value, value], 400, true).widths[0]).toBe(200);
  });
});
