import { kindOf } from "../files/kind-of.ts";
import { usedName } from "../places/find-uses.ts";

/** The query that a place is about: the file itself, or what the directive around the line takes its data from. */
export function queryAt(path: string, text: string, line: number): string | undefined {
  const kind = kindOf(path);
  if (kind === "query") return usedName(path);
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
