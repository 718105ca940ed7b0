import { describe, expect, it } from "vitest";
import { findRivers } from "../../../../../functions/core/report/layout/text/find-rivers.ts";

const line = (...centres: number[]) => ({ centres, width: 4 });

describe("rivers", () => {
  it("are spaces below each other in four lines or more", () => {
    expect(findRivers([line(10, 50), line(11, 70), line(12, 30), line(13, 90)])).toEqual([{ first: 0, lines: 4 }]);
    expect(findRivers([line(90), line(10, 50), line(11, 70), line(12, 30), line(13, 90), line(13), line(40)])).toEqual([
      { first: 1, lines: 5 },
    ]);
  });

  it("are no shorter, and end where less than half of a space is under the other", () => {
    expect(findRivers([line(10), line(11), line(12)])).toEqual([]);
    expect(findRivers([line(10), line(11), line(13.1), line(13.1)])).toEqual([]);
  });

  it("are counted once where two spaces could continue one", () => {
    expect(findRivers([line(10), line(10), line(10), line(9, 11)])).toEqual([{ first: 0, lines: 4 }]);
    expect(findRivers([line(10, 30), line(10, 30), line(10, 30), line(10, 30)])).toHaveLength(2);
  });
});
