import type { Problem } from "../../errors.ts";
import { pointerOf } from "../../json/json-pointer.ts";
import type { Expectations, ExpectedValue, ResultPlace, TemplateTest } from "../../report/template/files/read-tests.ts";
import type { Shown } from "./shown.ts";

/** Lists the expectations of a test that a report does not meet, each with its place in the test's file. */
export function checkExpectations({ expect, places, locate }: TemplateTest, title: string, shown: Shown): Problem[] {
  const failed = (path: readonly string[], message: string, seen: unknown, wanted: unknown): Problem => ({
    code: "expectation-failed",
    message,
    where: locate(pointerOf(["expect", ...path])),
    seen,
    allowed: wanted,
  });
  const texts = textsOf(shown);
  const problems: Problem[] = [];
  if (expect.title !== undefined && normal(expect.title) !== normal(title))
    problems.push(failed(["title"], "the title differs", title, expect.title));
  if (expect.pages !== undefined && !fitsPages(expect.pages, shown.pages))
    problems.push(failed(["pages"], "the number of pages differs", shown.pages, expect.pages));
  expect.texts?.forEach((text, index) => {
    if (!texts.some((line) => line.includes(normal(text))))
      problems.push(
        failed(["texts", String(index)], "the report does not say this", nearest(normal(text), texts), text),
      );
  });
  expect.absent?.forEach((text, index) => {
    const found = texts.find((line) => line.includes(normal(text)));
    if (found !== undefined)
      problems.push(failed(["absent", String(index)], "the report says this", found, `nothing with “${text}”`));
  });
  for (const [words, language] of Object.entries(expect.languages ?? {})) {
    const seen = [
      ...new Set(
        shown.languages.filter((marked) => normal(marked.words) === normal(words)).map((marked) => marked.language),
      ),
    ];
    if (seen.length === 0)
      problems.push(
        failed(
          ["languages", words],
          `“${words}” is not marked as being in a language`,
          [...new Set(shown.languages.map((marked) => marked.words))],
          language,
        ),
      );
    else if (seen.some((one) => one !== language))
      problems.push(
        failed(["languages", words], `“${words}” is marked as being in another language`, seen.join(", "), language),
      );
  }
  for (const [label, value] of Object.entries(expect["key-figures"] ?? {})) {
    const figures = shown.lines.filter(({ kind }) => kind.startsWith("key figure"));
    const own = figures.filter(({ kind }) => normal(kind) === normal(`key figure “${label}”`)).map(({ text }) => text);
    if (own.length === 0)
      problems.push(
        failed(
          ["key-figures", label],
          `there is no key figure “${label}”`,
          figures.map(({ kind }) => kind.slice("key figure “".length, -1)),
          label,
        ),
      );
    else if (!own.some((text) => normal(text) === normal(value) || normal(text).startsWith(`${normal(value)} · `)))
      problems.push(failed(["key-figures", label], "the key figure has a different value", own.join(", "), value));
  }
  for (const [place, value] of Object.entries(expect.values ?? {})) {
    const found = valueAt(places.get(place)!, shown);
    if ("missing" in found) problems.push(failed(["values", place], found.missing, undefined, found.allowed ?? value));
    else if (!isValue(found.value, value))
      problems.push(
        failed(
          ["values", place],
          `${place} has a different value`,
          found.value === null ? null : typeof found.value === "object" ? String(found.value) : found.value,
          value,
        ),
      );
  }
  if (expect.warnings !== undefined) {
    const [seen, wanted] = [
      [...new Set(shown.warnings.map(({ code }) => code))].sort(),
      [...new Set(expect.warnings)].sort(),
    ];
    if (seen.join() !== wanted.join())
      problems.push(
        failed(
          ["warnings"],
          seen.length === 0
            ? "there are no warnings"
            : `the warnings differ: ${shown.warnings.map(({ message }) => message).join("; ")}`,
          seen,
          wanted,
        ),
      );
  }
  return problems;
}

/** Spaces of all widths and kinds of hyphen and minus count as one, and marks of emphasis as none: tests are typed. */
function normal(text: string): string {
  return text
    .normalize("NFC")
    .replaceAll(/\*\*|[*`\u00ad\u200b\u2060]/g, "")
    .replaceAll(/[\s\u2007\u2009\u200a\u202f\u00a0]+/g, " ")
    .replaceAll(/[−‑]/g, "-")
    .trim();
}

function textsOf({ lines, charts }: Shown): string[] {
  return [...lines.map(({ text }) => text), ...charts.flatMap(({ words, alt }) => [...words, alt])]
    .map(normal)
    .filter((text) => text !== "");
}

/** The text with the most words of the one that is missing, as what was probably meant. */
function nearest(wanted: string, texts: readonly string[]): string | undefined {
  const words = new Set(wanted.toLowerCase().split(" "));
  const shared = (text: string): number =>
    text
      .toLowerCase()
      .split(" ")
      .filter((word) => words.has(word)).length;
  const best = texts
    .map((text) => [shared(text), text] as const)
    .reduce((a, b) => (b[0] > a[0] ? b : a), [0, ""] as const);
  return best[0] * 2 >= words.size ? best[1] : undefined;
}

function fitsPages(wanted: NonNullable<Expectations["pages"]>, pages: number): boolean {
  if (typeof wanted === "number") return pages === wanted;
  return pages >= (wanted.min ?? 1) && pages <= (wanted.max ?? Infinity);
}

function valueAt(
  { query, cell }: ResultPlace,
  { tables }: Shown,
): { readonly value: unknown } | { readonly missing: string; readonly allowed?: unknown } {
  const table = tables.get(query);
  if (table === undefined) return { missing: `there is no query “${query}”`, allowed: [...tables.keys()] };
  if (cell === undefined) return { value: table.rows.length };
  if (!table.columns.some(({ name }) => name === cell.column))
    return {
      missing: `the query “${query}” has no column “${cell.column}”`,
      allowed: table.columns.map(({ name }) => name),
    };
  const row = table.rows.at(cell.row);
  return row === undefined
    ? {
        missing: `the query “${query}” has only ${table.rows.length} rows`,
        allowed: `${-table.rows.length} to ${table.rows.length - 1}`,
      }
    : { value: row[cell.column] ?? null };
}

function isValue(found: unknown, wanted: ExpectedValue): boolean {
  if (wanted === null || typeof wanted === "boolean") return found === wanted;
  if (typeof wanted === "object") return found !== null && Math.abs(Number(found) - wanted.near) <= wanted.within;
  // Exact numbers may be more than a double holds: they compare by their digits.
  return found !== null && String(found) === String(wanted);
}
