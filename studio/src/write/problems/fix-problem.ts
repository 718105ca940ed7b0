import { placeProblem } from "./place-problem.ts";
import type { TemplateProblem } from "./problem.ts";

/** A change of a file's text that removes a problem, or takes its author to the place. */
export interface Fix {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
  /** Offset of the caret in `insert`, where something remains to be written. */
  readonly caret?: number;
}

/**
 * The change that a problem's hint proposes: another spelling where one was meant, or the missing attribute.
 *
 * @returns undefined if only the author can know what to write
 */
export function fixProblem(problem: TemplateProblem, text: string): Fix | undefined {
  const { code, hint = "", seen } = problem;
  const meant = /^did you mean "([^"]+)"\?$/.exec(hint)?.[1];
  const place = placeProblem(problem, text);
  if (meant !== undefined && typeof seen === "string") {
    if (text.slice(place.from, place.to) === seen) return { ...place, insert: meant };
    // A path such as `sales.frist` may be written with spaces or brackets: its last part is what was misspelt.
    const [last, right] = [seen, meant].map((path) => path.split(".").at(-1)!);
    const at = last === right ? -1 : text.indexOf(last!, place.from);
    return at >= 0 && !text.slice(place.from, at).includes("\n")
      ? { from: at, to: at + last!.length, insert: right! }
      : undefined;
  }
  if (code === "missing-alt") return fixAlt(text, place.from);
  return undefined;
}

/** Puts the caret into an alternative text: that of the directive at an offset, or a new one at its end. */
function fixAlt(text: string, from: number): Fix | undefined {
  const line = text.lastIndexOf("\n", from - 1) + 1;
  const start = /:{2,}(?:chart|image|barcode)\{/g;
  start.lastIndex = line;
  const found = start.exec(text);
  if (found === null || text.slice(line, found.index).includes("\n")) return undefined;
  const end = endOfAttributes(text, found.index + found[0].length);
  if (end === undefined) return undefined;
  const attributes = text.slice(found.index, end);
  const empty = /\balt=(?:""|'')/.exec(attributes);
  if (empty !== null)
    return { from: found.index + empty.index, to: found.index + empty.index + 6, insert: 'alt=""', caret: 5 };
  return {
    from: end,
    to: end,
    insert: `${attributes.endsWith("{") ? "" : " "}alt=""`,
    caret: attributes.endsWith("{") ? 5 : 6,
  };
}

/** Offset of the brace that closes attributes, past quotes and Liquid. */
function endOfAttributes(text: string, open: number): number | undefined {
  const token = /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}|"(?:[^"{]|\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}|\{)*"|'[^']*'|\}/g;
  token.lastIndex = open;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) if (match[0] === "}") return match.index;
  return undefined;
}
