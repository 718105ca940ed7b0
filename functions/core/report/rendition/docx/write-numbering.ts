import { element, join, type Markup } from "../markup.ts";
import type { WordContext } from "./word-context.ts";
import { wordNames } from "./word-names.ts";
import { listIndent } from "./write-word-blocks.ts";

const levels = 9;

/** The lists of a document (ECMA-376-1, 17.9): each has a number of its own, so that it begins where it should. */
export function writeNumbering({ lists }: WordContext): Markup {
  return element(
    "w:numbering",
    { "xmlns:w": wordNames },
    kind(0, "bullet", "•"),
    kind(1, "decimal", undefined),
    join(
      lists.map(({ ordered, start, level }, index) =>
        element(
          "w:num",
          { "w:numId": index + 1 },
          element("w:abstractNumId", { "w:val": ordered ? 1 : 0 }),
          ...(ordered
            ? [element("w:lvlOverride", { "w:ilvl": level }, element("w:startOverride", { "w:val": start }))]
            : []),
        ),
      ),
    ),
  );
}

/** @param sign of all levels; absent: each has its number */
function kind(id: number, format: "bullet" | "decimal", sign: string | undefined): Markup {
  return element(
    "w:abstractNum",
    { "w:abstractNumId": id },
    element("w:multiLevelType", { "w:val": "hybridMultilevel" }),
    ...Array.from({ length: levels }, (_, level) =>
      element(
        "w:lvl",
        { "w:ilvl": level },
        element("w:start", { "w:val": 1 }),
        element("w:numFmt", { "w:val": format }),
        element("w:lvlText", { "w:val": sign ?? `%${level + 1}.` }),
        element("w:lvlJc", { "w:val": "left" }),
        element("w:pPr", {}, element("w:ind", { "w:left": listIndent * (level + 1), "w:hanging": listIndent })),
      ),
    ),
  );
}
