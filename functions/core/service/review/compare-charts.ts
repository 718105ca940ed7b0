import { alignLists, pairEntries, pairRows } from "./align.ts";
import { onlyNumbers } from "./compare-lines.ts";
import { cut } from "./compare-tables.ts";
import type { Difference } from "./difference.ts";
import type { ShownChart } from "./shown.ts";

/** Compares two reports' charts and pictures: their data, their words, and how they are drawn. */
export function compareCharts(before: readonly ShownChart[], after: readonly ShownChart[]): Difference[] {
  return pairEntries({ before, after }, ({ name }) => name).flatMap(([was, is]): Difference[] => {
    if (was === undefined) return [{ kind: "added", place: is!.place, after: is!.alt }];
    if (is === undefined) return [{ kind: "removed", place: was.place, before: was.alt }];
    const { place } = is;
    const data = compareCsv(place, was.csv, is.csv);
    const words = compareWords(place, was.words, is.words);
    const alt: Difference[] =
      was.alt === is.alt
        ? []
        : [
            {
              kind: onlyNumbers(was.alt, is.alt) ? "number" : "text",
              place: `${place}, alternative text`,
              before: was.alt,
              after: is.alt,
            },
          ];
    const look: Difference[] =
      was.size !== is.size
        ? [{ kind: "chart", place: `${place}, size`, before: was.size, after: is.size }]
        : was.digest !== is.digest && data.length + words.length === 0
          ? [{ kind: "chart", place, before: "drawn otherwise", after: "with the same words and data" }]
          : [];
    return [...data, ...words, ...alt, ...look];
  });
}

function compareCsv(place: string, was: string | undefined, is: string | undefined): Difference[] {
  if (was === is) return [];
  const about = `${place}, data`;
  if (was === undefined || is === undefined)
    return [
      {
        kind: "data",
        place: about,
        ...(was !== undefined && { before: "attached" }),
        ...(is !== undefined && { after: "attached" }),
      },
    ];
  const pairs = alignLists(linesOf(was), linesOf(is), (line) => line).flatMap((hunk) =>
    pairRows(hunk, (line) => line.split(",")[0]!),
  );
  return cut(
    pairs.map(([a, b]) => ({
      kind: "data",
      place: about,
      ...(a !== undefined && { before: a }),
      ...(b !== undefined && { after: b }),
    })),
    about,
  );
}

function linesOf(csv: string): string[] {
  return csv.trimEnd().split(/\r?\n/);
}

function compareWords(place: string, was: readonly string[], is: readonly string[]): Difference[] {
  const about = `${place}, words in the chart`;
  const pairs = alignLists(was, is, (word) => word).flatMap(({ before, after }) =>
    before.length === after.length
      ? before.map((word, index) => [word, after[index]] as const)
      : [[before.join(" · "), after.join(" · ")] as const],
  );
  return cut(
    pairs.map(([a = "", b = ""]) => ({
      kind: a !== "" && b !== "" && onlyNumbers(a, b) ? "number" : "text",
      place: about,
      ...(a !== "" && { before: a }),
      ...(b !== "" && { after: b }),
    })),
    about,
  );
}
