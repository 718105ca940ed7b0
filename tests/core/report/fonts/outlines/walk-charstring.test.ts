import { describe, expect, it } from "vitest";
import { readCffProgram } from "../../../../../functions/core/report/fonts/outlines/cff-program.ts";
import {
  CharstringFault,
  walkCharstring,
} from "../../../../../functions/core/report/fonts/outlines/walk-charstring.ts";
import { cidProgram, number } from "./cff-programs.ts";

/** Follows a charstring whose font has the nominal width 500 and the subroutines. */
const walk = (charstring: readonly number[], subroutines: readonly (readonly number[])[] = []) =>
  walkCharstring(readCffProgram(cidProgram([charstring], [{ nominalWidth: 500, subroutines }], [[0, 0]])), 0);
const numbers = (count: number): number[] => Array.from({ length: count }, () => number(1)).flat();

describe("a charstring", () => {
  it("states its width before the first operator that clears the operands", () => {
    expect(walk([...number(20), ...numbers(2), 1, 14]).width).toBe(520);
    expect(walk([...number(20), ...numbers(2), 21, 14]).width).toBe(520);
    expect(walk([...number(-20), 14]).width).toBe(480);
    expect(walk([...numbers(2), 1, 14]).width).toBe(0);
  });

  it("has masks as long as its stems are many, which are no operators", () => {
    // Nine stems need two bytes, which would otherwise be unsupported operators.
    expect(walk([...numbers(18), 18, 19, 0, 2, ...numbers(1), 22, 14]).width).toBe(0);
    const masked = [...numbers(14), 18, ...numbers(4), 19, 0, 2, 14];
    expect(walk(masked).bytes).toEqual(masked);
  });

  it("calls subroutines, which may call others or end it", () => {
    const { bytes } = walk(
      [...numbers(2), ...number(-106), ...number(-107), 10],
      [
        [10, ...number(-105), 10, 11],
        [21, 11],
        [...number(7), 22, 14],
      ],
    );
    expect(bytes).toEqual([...numbers(2), 21, ...number(7), 22, 14]);
  });

  it.each([
    ["a subroutine that does not exist", [...number(5), 10, 14], [], /subroutine that does not exist/],
    ["a subroutine without a number", [10, 14], [[11]], /subroutine that does not exist/],
    ["a subroutine that calls itself", [...number(-107), 10, 14], [[...number(-107), 10, 11]], /too deep/],
    [
      "subroutines that multiply",
      [...number(-107), 10, 14],
      [1, 2, 3, 4, 5, 6, 7, 8]
        .map((next) => [...Array.from({ length: 20 }, () => [...number(next - 107), 10]).flat(), 11])
        .concat([[11]]),
      /too long/,
    ],
    ["two glyphs in one", [...numbers(4), 14], [], /composed of two others/],
    ["arithmetic", [...numbers(2), 12, 10, 14], [], /operator 12 10/],
    ["an operator that is reserved", [2, 14], [], /operator 2,/],
    ["too few operands", [...numbers(1), 21, 14], [], /too few/],
    ["half a curve", [...numbers(7), 8, 14], [], /too few or too many/],
    ["too many operands", [...numbers(49), 14], [], /48 operands/],
    ["too many stems", [...Array.from({ length: 5 }, () => [...numbers(48), 1]).flat(), 14], [], /96 stems/],
    ["half a stem", [...numbers(2), 1, ...numbers(3), 1, 14], [], /half a stem/],
    ["no end", [...numbers(1), 22], [], /no end/],
  ])("with %s is refused", (_, charstring, subroutines, message) => {
    expect(() => walk(charstring, subroutines)).toThrow(CharstringFault);
    expect(() => walk(charstring, subroutines)).toThrow(message);
  });

  it("that is cut short is refused", () => {
    expect(() => walk([28, 1])).toThrow(RangeError);
    expect(() => walk([...numbers(2), 1, 19])).toThrow(RangeError);
  });
});
