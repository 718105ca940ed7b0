import type { TextBlock } from "../../core/report/rendition/compare/text-block.ts";
import { elements, notOurs, type OfficePackage, type PartElement, within } from "../xlsx/read-package.ts";
import { settle, wordsIn } from "./lines-in.ts";

/** How a table begins that later slides go on with. */
export interface TableStart {
  /** The lines of its headings. */
  readonly headings: readonly string[];
  /** Words of the cells that reach over several rows. */
  readonly carried: ReadonlySet<string>;
}

/**
 * The rows of a table, each a line. On a slide that goes on with a table, rows of headings and cells that were said
 * before are left out if they say the same.
 *
 * @param name of its shape: "Table again, 2 headings, columns 0 3 carried"
 */
export function tableRows(
  table: PartElement,
  name: string,
  related: ReturnType<OfficePackage["related"]>,
  before: TableStart | undefined,
): { readonly rows: TextBlock[]; readonly start: TableStart } {
  const [, again, count, columns = ""] =
    /^Table( again)?, (\d+) headings(?:, columns ([\d ]+) carried)?$/.exec(name) ?? [];
  const goingOn = new Set(again === undefined ? [] : columns.split(" "));
  if (count === undefined) throw notOurs("a table has another name");
  const carried = new Set(again === undefined ? [] : before?.carried);
  const lines = elements(table, "tr").map((row, index) =>
    elements(row, "tc")
      .flatMap((cell, column) => {
        if (cell.attributes["vMerge"] !== undefined || cell.attributes["hMerge"] !== undefined) return [];
        const words = settle(
          within(cell, "p")
            .map((each) => wordsIn(each, related))
            .join(" "),
        );
        if (index === Number(count) && goingOn.has(String(column)) && carried.has(words)) return [];
        if (Number(cell.attributes["rowSpan"] ?? 1) > 1) carried.add(words);
        return [words];
      })
      .join(" | "),
  );
  const headings = lines.slice(0, Number(count));
  const said = again !== undefined && headings.join("\n") === before?.headings.join("\n");
  return {
    rows: (said ? lines.slice(headings.length) : lines).map((text) => ({ kind: "row", text })),
    start: { headings, carried },
  };
}
