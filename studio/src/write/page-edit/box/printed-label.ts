import { type ShownTexts, valueAt } from "./shown-chips.ts";

/**
 * What a text prints that a directive has among its attributes, such as the heading `{{ by }}` of a column.
 *
 * @param text of the file
 * @param line at which the directive begins, from 1
 * @returns undefined for a text without values, or if one of them is not known
 */
export function printedLabel(label: string, text: string, line: number, shown: ShownTexts): string | undefined {
  if (!label.includes("{{") || label.includes("{%")) return undefined;
  const lines = text.split("\n");
  const end = lines.findIndex((each, index) => index >= line && each.trim() === "");
  const own = lines.slice(line - 1, end < 0 ? undefined : end);
  let isKnown = true;
  const printed = label.replace(/\{\{[^]*?\}\}/g, (value) => {
    const known = placesOf(value, own)
      .map((at) => valueAt({ line: at.line + line, column: at.column }, shown))
      .find((each) => each !== undefined);
    if (known === undefined) isKnown = false;
    return known ?? value;
  });
  return isKnown ? printed.trim() : undefined;
}

/** Where a value is written, which other words of the directive may not print: lines from 0, columns from 1. */
function placesOf(value: string, lines: readonly string[]): { readonly line: number; readonly column: number }[] {
  return lines.flatMap((words, line) =>
    words
      .split(value)
      .slice(0, -1)
      .map((_, index, parts) => ({ line, column: parts.slice(0, index + 1).join(value).length + 1 })),
  );
}
