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
  const start = lines.slice(0, line - 1).join("\n").length;
  let isKnown = true;
  const printed = label.replace(/\{\{[^]*?\}\}/g, (value) => {
    const at = text.indexOf(value, start);
    const before = text.slice(0, Math.max(0, at)).split("\n");
    const known = at < 0 ? undefined : valueAt({ line: before.length, column: before.at(-1)!.length + 1 }, shown);
    if (known === undefined) isKnown = false;
    return known ?? value;
  });
  return isKnown ? printed.trim() : undefined;
}
