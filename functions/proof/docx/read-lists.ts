import { child, elements, type PartElement, within } from "../xlsx/read-package.ts";

/** The lists of a document, counted item by item. */
export interface ReadLists {
  /** The number of the next item of a list; undefined if its items have bullets. */
  next(list: string, level: number): number | undefined;
}

/** Reads which lists count, and where each begins. @param numbering the root of the part */
export function readLists(numbering: PartElement): ReadLists {
  const counting = new Set(
    elements(numbering, "abstractNum")
      .filter((kind) => within(kind, "numFmt").every((format) => value(format) === "decimal"))
      .map(({ attributes }) => attributes["w:abstractNumId"] ?? ""),
  );
  const lists = new Map(
    elements(numbering, "num").map((list) => [
      list.attributes["w:numId"] ?? "",
      {
        counts: counting.has(value(child(list, "abstractNumId"))),
        starts: new Map(
          elements(list, "lvlOverride").map((level) => [
            Number(level.attributes["w:ilvl"]),
            Number(value(child(level, "startOverride"))),
          ]),
        ),
      },
    ]),
  );
  const last = new Map<string, number>();
  return {
    next(list, level) {
      const found = lists.get(list);
      if (found?.counts !== true) return undefined;
      const number = (last.get(list) ?? (found.starts.get(level) ?? 1) - 1) + 1;
      last.set(list, number);
      return number;
    },
  };
}

function value(element: PartElement | undefined): string {
  return element?.attributes["w:val"] ?? "";
}
