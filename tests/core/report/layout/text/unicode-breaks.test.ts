import { readFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { findBreaks, houseRules } from "../../../../../functions/core/report/layout/text/find-breaks.ts";
import { lineBreakTable } from "../../../../../functions/core/report/layout/text/line-break-table.ts";
import {
  mayBreak,
  mustBreak,
  noBreak,
  unicodeBreaks,
} from "../../../../../functions/core/report/layout/text/unicode-breaks.ts";
import { makeLineBreakTable } from "./make-line-break-table.ts";

interface Sample {
  readonly text: string;
  /** Lists the UTF-16 offsets at which a line may or must end, including the end of the text. */
  readonly ends: readonly number[];
}

/**
 * The Unicode Consortium's test of UAX #14 (LineBreakTest-17.0.0.txt, Unicode License v3), compressed and otherwise
 * unchanged.
 */
let samples: readonly Sample[] = [];
beforeAll(async () => {
  const lines = gunzipSync(await readFile(new URL("LineBreakTest-17.0.0.txt.gz", import.meta.url)))
    .toString()
    .split("\n");
  samples = lines
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => {
      let text = "";
      const ends: number[] = [];
      for (const sign of line.split("#", 1)[0]!.trim().split(/\s+/)) {
        if (sign === "÷") ends.push(text.length);
        else if (sign !== "×") text += String.fromCodePoint(Number.parseInt(sign, 16));
      }
      return { text, ends };
    });
});

const room = new Uint8Array(4096);
const endsOf = (breaks: Uint8Array, text: string): number[] =>
  [...breaks.subarray(0, text.length + 1).keys()].filter((at) => breaks[at] !== noBreak);

const soft = (breaks: Uint8Array): string => breaks.map((value) => (value === mustBreak ? mayBreak : value)).join("");

describe("unicodeBreaks", () => {
  it("has the classes of the Unicode Character Database", async () => {
    expect(await makeLineBreakTable()).toEqual(lineBreakTable);
  });

  it("passes LineBreakTest 17.0 without an exception", () => {
    expect(samples).toHaveLength(19_338);
    const failed = samples.filter(({ text, ends }) => {
      unicodeBreaks(text, room);
      return String(endsOf(room, text)) !== String(ends);
    });
    expect(failed).toEqual([]);
  });

  it("keeps nothing of the text before", () => {
    unicodeBreaks("报告报告报告", room);
    unicodeBreaks("报“", room);
    expect(endsOf(room, "报“")).toEqual([2]);
  });

  it("lets a line end before an opening quote between signs that are East Asian, also half-width ones", () => {
    for (const [text, ends] of [
      ["报“告", [1, 3]],
      ["报“￩", [1, 3]],
      ["报“a", [3]],
      ["a“报", [3]],
    ] as const) {
      unicodeBreaks(text, room);
      expect(endsOf(room, text)).toEqual(ends);
    }
  });

  it("parts a long run of flags in pairs", () => {
    const flags = "🇨🇭".repeat(500);
    unicodeBreaks(flags, room);
    expect(endsOf(room, flags)).toEqual(Array.from({ length: 500 }, (_, flag) => (flag + 1) * 4));
  });
});

describe("findBreaks", () => {
  it("departs from LineBreakTest 17.0 by its named rules only, in 9 of 19,338 lines", () => {
    const counts: Record<string, number> = {};
    let departed = 0;
    for (const { text } of samples) {
      unicodeBreaks(text, room);
      room[text.length] = noBreak;
      const expected = room.slice(0, text.length + 1);
      const seen = findBreaks(text).slice(0, text.length + 1);
      if (soft(seen) === soft(expected)) continue;
      departed++;
      const causes = Object.entries(houseRules).filter(([, rule]) => {
        const changed = expected.slice();
        rule(text, changed);
        return soft(changed) !== soft(expected);
      });
      for (const [name] of causes.length > 0 ? causes : [["none"]]) counts[name!] = (counts[name!] ?? 0) + 1;
    }
    expect({ departed, counts }).toEqual({
      departed: 9,
      counts: { "digits-hold": 3, "figure-with-measure": 4, "quote-behind-chinese": 2, "short-hyphen-holds": 1 },
    });
  });
});
