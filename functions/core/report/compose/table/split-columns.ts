/** A stretch of a text. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

/**
 * Splits the attribute `columns` of a table, or a column of it, where a separator is outside quotation marks and
 * outside the list of a rule: `state | bad if in ('late', 'lost')`.
 *
 * @returns undefined with the mark `unclosed` if a quotation mark is not closed
 */
export function splitColumns(
  text: string,
  separator: "," | "|" | ":",
): { readonly parts: readonly Stretch[]; readonly unclosed?: string } {
  const parts: Stretch[] = [];
  let quote = "";
  let start = 0;
  // Behind a bar are options and rules, where brackets may hold a list and a sign may stand before a text.
  let behindBar = false;
  let inList = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    const previous = text[at - 1] ?? " ";
    // An apostrophe inside a word does not open a quotation.
    const mayOpen = (behindBar ? /[\s:,|(<>=]/ : /[\s:,|]/).test(previous);
    if (quote === "" && (character === '"' || character === "'") && mayOpen) quote = character;
    else if (character === quote) quote = "";
    if (quote !== "") continue;
    if (character === "(" && behindBar && /\sin\s*$/i.test(text.slice(Math.max(start, at - 20), at))) inList = true;
    else if (character === ")") inList = false;
    if (character === "|") behindBar = true;
    else if (character === "," && !inList) behindBar = behindBar && separator !== ",";
    if (character !== separator || inList) continue;
    parts.push({ from: start, to: at });
    start = at + 1;
  }
  parts.push({ from: start, to: text.length });
  return quote === "" ? { parts } : { parts, unclosed: quote };
}
