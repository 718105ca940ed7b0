import type { Locale } from "../../../report/locale/locale.ts";
import { type Changes, hasChanged, type ListOf } from "./changes.ts";

/** Most lines, and most entries named in one. */
const mostLines = 12;
const mostNamed = 3;

/** Stands for the value that a key figure did not have. */
const missing = "–";

/**
 * What changed since the edition before, in a few lines of the edition's language: the first lines of the message that
 * announces it, and its entry in the feed.
 *
 *     Share of GDP: 29.8% → 30.1%
 *     Clusters, rows added: 2 (Zhongguancun, Yizhuang)
 *     Charts with other data: Ten industries passed 30% of GDP
 *     Pages that differ: 1, 4, 7, …
 */
export function changesInWords(
  changes: Changes,
  { words, direction }: Pick<Locale, "words" | "direction">,
): readonly string[] {
  if (changes.before === undefined) return [words.changes.first];
  if (changes.unknown !== undefined) return [];
  if (!hasChanged(changes)) return [words.changes.none];
  // An arrow is not mirrored by itself.
  const arrow = direction === "rtl" ? "←" : "→";
  const line = (label: string, entries: string): string => `${label}${words.colon}${entries}`;
  const lines = changes.keyFigures.first.map(({ label, before = missing, after = missing }) =>
    line(label, `${before} ${arrow} ${after}`),
  );
  for (const { title, came, went, changed } of changes.tables) {
    const about = (what: string): string => (title === "" ? what : `${title}${words.changes.comma}${what}`);
    if (came.count > 0) lines.push(line(about(words.changes.rowsAdded), counted(came, words)));
    if (went.count > 0) lines.push(line(about(words.changes.rowsRemoved), counted(went, words)));
    if (changed.count > 0) lines.push(line(about(words.changes.rowsChanged), counted(changed, words)));
  }
  if (changes.charts.count > 0) lines.push(line(words.changes.charts, named(changes.charts, words)));
  if (changes.pages.changed.count > 0)
    lines.push(
      line(
        words.changes.pages,
        named({ ...changes.pages.changed, first: changes.pages.changed.first.map(String) }, words),
      ),
    );
  if (lines.length === 0)
    lines.push(line(words.changes.pages, `${changes.pages.before} ${arrow} ${changes.pages.after}`));
  return lines.length > mostLines ? [...lines.slice(0, mostLines - 1), "…"] : lines;
}

function counted(list: ListOf<string>, words: Locale["words"]): string {
  const names = list.first.some((name) => name !== "") ? ` (${named(list, words)})` : "";
  return `${list.count}${names}`;
}

function named({ count, first }: ListOf<string>, { changes: { comma } }: Locale["words"]): string {
  return `${first.slice(0, mostNamed).join(comma)}${count > mostNamed ? `${comma}…` : ""}`;
}
