import type { PhrasingContent } from "mdast";

/** A term and its meanings, not yet composed. */
export interface DefinitionNodes {
  readonly terms: readonly (readonly PhrasingContent[])[];
  readonly meanings: readonly (readonly PhrasingContent[])[];
}

type Line = readonly PhrasingContent[];

const mark = /^:[ \t]+/;

/**
 * Reads a paragraph as a list of definitions, after PHP Markdown Extra:
 *
 *     GDP
 *     Gross domestic product
 *     : What an economy produces in a year.
 *
 * A line that begins with a colon and a space gives the meaning of the lines above it. Once a meaning has begun, the
 * line directly above the next colon is the next term, and any other line continues the meaning.
 *
 * @returns undefined for any other paragraph
 */
export function splitDefinitions(children: readonly PhrasingContent[]): DefinitionNodes[] | undefined {
  const lines = linesOf(children);
  const defines = lines.map(isMeaning);
  if (defines[0] !== false || !defines.includes(true)) return undefined;
  const items: { terms: Line[]; meanings: Line[] }[] = [];
  lines.forEach((line, index) => {
    const item = items.at(-1);
    if (defines[index] === true) item!.meanings.push(withoutMark(line));
    else if (item === undefined || (defines[index + 1] === true && item.meanings.length > 0))
      items.push({ terms: [line], meanings: [] });
    else if (item.meanings.length === 0) item.terms.push(line);
    else item.meanings.push([...item.meanings.pop()!, { type: "text", value: "\n" }, ...line]);
  });
  return items;
}

/** The lines of a paragraph. A line end inside emphasis or a link does not count. */
function linesOf(children: readonly PhrasingContent[]): Line[] {
  const lines: PhrasingContent[][] = [[]];
  for (const node of children) {
    if (node.type !== "text") lines.at(-1)!.push(node);
    else {
      node.value.split("\n").forEach((value, index) => {
        if (index > 0) lines.push([]);
        if (value !== "") lines.at(-1)!.push({ ...node, value });
      });
    }
  }
  return lines.filter((line) => line.length > 0);
}

function isMeaning([first]: Line): boolean {
  return first?.type === "text" && mark.test(first.value);
}

function withoutMark([first, ...rest]: Line): Line {
  return first?.type === "text" ? [{ ...first, value: first.value.replace(mark, "") }, ...rest] : rest;
}
