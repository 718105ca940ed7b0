import type { ShownLine } from "../../report/document/shown-lines.ts";
import { alignLists, pairEntries } from "./align.ts";
import type { Difference } from "./difference.ts";

/** A number with its sign, its separators and its exponent. */
const number = /[-+−]?\d+(?:[.,\u00a0\u2009\u202f’']\d+)*/g;

/** Compares what two reports say, line by line. A line that only stands elsewhere is removed and added. */
export function compareLines(before: readonly ShownLine[], after: readonly ShownLine[]): Difference[] {
  return alignLists(before, after, ({ kind, text }) => `${kind}\n${text}`)
    .flatMap((hunk) => pairEntries(hunk, ({ kind }) => kind))
    .map(([was, is]) => {
      if (was === undefined) return { kind: "added", place: is!.place, after: is!.text };
      if (is === undefined) return { kind: "removed", place: was.place, before: was.text };
      return {
        kind: onlyNumbers(was.text, is.text) ? "number" : "text",
        place: is.place,
        before: was.text,
        after: is.text,
      };
    });
}

/** Whether two texts are the same apart from their numbers. */
export function onlyNumbers(before: string, after: string): boolean {
  return before !== after && before.replaceAll(number, "0") === after.replaceAll(number, "0");
}
