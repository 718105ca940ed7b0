import { expect, test } from "vitest";
import { mergeLines } from "../../../studio/src/write/assumed/merge-lines.ts";
import { ownChangesOf } from "../../../studio/src/write/assumed/own-changes.ts";

/** A number from 0 below `most`, the same for the same seed. */
function random(seed: number): (most: number) => number {
  let state = seed;
  return (most) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * most);
  };
}

test("each thing that was written by hand is told once, at its line, and goes without the others", () => {
  for (let seed = 1; seed < 300; seed += 1) {
    const next = random(seed);
    const base = Array.from({ length: 30 }, (_, at) => `line ${at} of the draft`);
    // Apart from each other: what stands side by side is one change.
    const places = [2, 8, 14, 20, 26].filter(() => next(2) === 0).map((at) => at + next(3));
    const mine = base.flatMap((line, at) => (places.includes(at) ? [line, `own ${at}`, `words ${at}`] : [line]));
    const texts: Readonly<Record<string, string>> = { "report.md": mine.join("\n"), "same.sql": "SELECT 1" };
    const changes = ownChangesOf(
      { "report.md": base.join("\n"), "same.sql": "SELECT 1", "gone.sql": "" },
      (file) => texts[file],
    );
    expect(changes.map(({ text }) => text)).toEqual(places.map((at) => `own ${at}\nwords ${at}`));
    for (const { line, text, without } of changes) {
      expect(mine[line - 1]).toBe(text.split("\n")[0]);
      expect(without).toBe(mine.filter((each) => !text.split("\n").includes(each)).join("\n"));
    }
    // What another draft changes elsewhere is no change by hand.
    const other = base.map((line, at) => (at === 29 ? "another subject" : line)).join("\n");
    const merged = mergeLines(base.join("\n"), mine.join("\n"), other);
    if (merged !== undefined)
      expect(ownChangesOf({ "report.md": other }, () => merged).map(({ text }) => text)).toEqual(
        changes.map(({ text }) => text),
      );
  }
});
