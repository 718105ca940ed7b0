import { describe, expect, it } from "vitest";
import { breakLines, type Breakable } from "../../../../../functions/core/report/layout/text/break-lines.ts";

const space = 5;

/** Makes words of given widths in points, with spaces of 5 that stretch by 2.5 and shrink by 1.67. */
function words(...widths: number[]): Breakable[] {
  return widths.map((width) => ({
    width,
    space: { width: space },
    stretch: 0,
    shrink: 0,
    tailStretch: space / 2,
    tailShrink: space / 3,
    trim: 0,
    end: "may",
  }));
}

function piece(width: number, trim = 0): Breakable {
  return { width, stretch: 0, shrink: 0, tailStretch: 0, tailShrink: 0, trim, end: "may" };
}

describe("breakLines", () => {
  it("breaks nothing that fits", () => {
    expect(breakLines(words(20, 20, 20), 100, "ragged")).toEqual([3]);
    expect(breakLines([], 100, "ragged")).toEqual([]);
  });

  it("breaks a text that fits where it must", () => {
    const [a, b, c] = words(20, 20, 20) as [Breakable, Breakable, Breakable];
    expect(breakLines([a, { ...b, end: "must" }, c], 1000, "justify")).toEqual([2, 3]);
    expect(breakLines([a, b, { ...c, end: "must" }], 1000, "balance")).toEqual([3]);
  });

  it("breaks a text of any length, and the next one as if it were the first", () => {
    const long = words(...Array.from({ length: 5000 }, (_, i) => 10 + (i % 7) * 5));
    const short = words(40, 40, 40, 40);
    const first = breakLines(short, 100, "justify");
    const ends = breakLines(long, 300, "justify");
    expect(ends.at(-1)).toBe(5000);
    expect(ends.length).toBeGreaterThan(450);
    expect(breakLines(short, 100, "justify")).toEqual(first);
    expect(breakLines(long, 300, "justify")).toEqual(ends);
  });

  it("looks ahead where a greedy breaker would leave a bad line", () => {
    // A greedy algorithm fills the first line and leaves the fourth word alone on the second.
    expect(breakLines(words(30, 30, 30, 40, 80, 50), 100, "ragged")).toEqual([2, 4, 5, 6]);
  });

  it("balances the lines of a title", () => {
    expect(breakLines(words(20, 20, 20, 20, 20, 20), 110, "ragged")).toEqual([4, 6]);
    expect(breakLines(words(20, 20, 20, 20, 20, 20), 110, "balance")).toEqual([3, 6]);
  });

  it("shrinks spaces of justified lines but never beyond a third", () => {
    const tight = words(31, 31, 31); // 93 + 2 spaces of at least 3.33
    expect(breakLines(tight, 100, "justify")).toEqual([3]);
    expect(breakLines(tight, 99, "justify")).toHaveLength(2);
    expect(breakLines(tight, 100, "ragged")).toHaveLength(2);
  });

  it("obeys forced breaks", () => {
    const [a, b, c] = words(20, 20, 20) as [Breakable, Breakable, Breakable];
    expect(breakLines([{ ...a, end: "must" }, b, c], 100, "ragged")).toEqual([1, 3]);
  });

  it("gives a word wider than the line its own line", () => {
    expect(breakLines(words(20, 300, 20), 100, "ragged")).toEqual([1, 2, 3]);
  });

  it("counts the hyphen, and prefers a line without one", () => {
    const part: Breakable = {
      width: 47,
      stretch: 0,
      shrink: 0,
      tailStretch: 0,
      tailShrink: 0,
      trim: 0,
      end: "hyphen",
      hyphen: { width: 5 },
    };
    const [first, rest] = words(50, 60) as [Breakable, Breakable];
    // 50 + 5 + 47 + hyphen is too wide: the word moves to the next line as a whole.
    expect(breakLines([first, part, rest], 104, "ragged")[0]).toBe(1);
    expect(breakLines([first, part, rest], 108, "justify")[0]).toBe(2);
  });

  it("hangs full-width punctuation by its empty half", () => {
    expect(breakLines([piece(90), piece(10, 0)], 96, "ragged")).toHaveLength(2);
    expect(breakLines([piece(90), piece(10, 5)], 96, "ragged")).toHaveLength(1);
  });

  it("avoids a last line of one short word", () => {
    const pieces = words(10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10);
    expect(breakLines(pieces, 145, "ragged")).toEqual([10, 11]);
    expect(breakLines(pieces, 145, "ragged", 20)).toEqual([9, 11]);
  });
});
