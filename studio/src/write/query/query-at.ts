import { kindOf } from "../files/kind-of.ts";
import { findUses, usedName } from "../places/find-uses.ts";

/**
 * The query that a place is about: the file itself, what the directive around the line takes its data from, or what the
 * first directive that draws the open spec does.
 *
 * @param texts path → text, of the template's files
 */
export function queryAt(
  path: string,
  text: string,
  line: number,
  texts: ReadonlyMap<string, string> = new Map(),
): string | undefined {
  const kind = kindOf(path);
  if (kind === "query") return usedName(path);
  if (kind === "chart")
    return findUses(path, texts)
      .map((use) => queryAt(use.file, texts.get(use.file) ?? "", use.line))
      .find((query) => query !== undefined);
  if (kind !== "text") return undefined;
  const lines = text.split("\n");
  // A directive may span lines up to a blank one.
  let first = line - 1;
  while (first > 0 && !/:{2,}[a-z]/i.test(lines[first] ?? "") && (lines[first] ?? "").trim() !== "") first -= 1;
  if (!/:{2,}[a-z]/i.test(lines[first] ?? "")) return undefined;
  let last = line - 1;
  while (last + 1 < lines.length && lines[last + 1]!.trim() !== "" && !/:{2,}/.test(lines[last + 1]!)) last += 1;
  return /\bdata=["']?([\w-]+)/.exec(lines.slice(first, last + 1).join("\n"))?.[1];
}
