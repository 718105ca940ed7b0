import type { Problem } from "../../errors.ts";
import { pointerOf } from "../../json/json-pointer.ts";
import type { Expectations, ExpectedValue, ResultPlace, TemplateTest } from "../../report/template/files/read-tests.ts";
import type { Shown } from "./shown.ts";

/** A test's expectations beside what a report shows. */
interface Compared {
  readonly expect: Expectations;
  readonly places: TemplateTest["places"];
  readonly title: string;
  readonly shown: Shown;
  /** Its lines and the words of its charts, as `normal` makes them. */
  readonly texts: readonly string[];
  /** A problem at a path in the expectations. */
  failed(path: readonly string[], message: string, seen: unknown, wanted: unknown): Problem;
}

/** Lists the expectations of a test that a report does not meet, each with its place in the test's file. */
export function checkExpectations({ expect, places, locate }: TemplateTest, title: string, shown: Shown): Problem[] {
  const compared: Compared = {
    expect,
    places,
    title,
    shown,
    texts: textsOf(shown),
    failed: (path, message, seen, wanted) => ({
      code: "expectation-failed",
      message,
      where: locate(pointerOf(["expect", ...path])),
      seen,
      allowed: wanted,
    }),
  };
  return [checkWhole, checkTexts, checkLanguages, checkKeyFigures, checkValues, checkWarnings].flatMap((check) =>
    check(compared),
  );
}

function checkWhole({ expect, title, shown, failed }: Compared): Problem[] {
  const problems: Problem[] = [];
  if (expect.title !== undefined && normal(expect.title) !== normal(title))
    problems.push(failed(["title"], "the title differs", title, expect.title));
  if (expect.pages !== undefined && !fitsPages(expect.pages, shown.pages))
    problems.push(failed(["pages"], "the number of pages differs", shown.pages, expect.pages));
  return problems;
}

function checkTexts({ expect, texts, failed }: Compared): Problem[] {
  const missing = (expect.texts ?? []).flatMap((text, index) =>
    texts.some((line) => line.includes(normal(text)))
      ? []
      : [failed(["texts", String(index)], "the report does not say this", nearest(normal(text), texts), text)],
  );
  const present = (expect.absent ?? []).flatMap((text, index) => {
    const found = texts.find((line) => line.includes(normal(text)));
    return found === undefined
      ? []
      : [failed(["absent", String(index)], "the report says this", found, `nothing with “${text}”`)];
  });
  return [...missing, ...present];
}

function checkLanguages({ expect, shown, failed }: Compared): Problem[] {
  return Object.entries(expect.languages ?? {}).flatMap(([words, language]) => {
    const marked = shown.languages.filter((each) => normal(each.words) === normal(words));
    const seen = [...new Set(marked.map((each) => each.language))];
    const path = ["languages", words];
    if (seen.length === 0) {
      const all = [...new Set(shown.languages.map((each) => each.words))];
      return [failed(path, `“${words}” is not marked as being in a language`, all, language)];
    }
    return seen.every((one) => one === language)
      ? []
      : [failed(path, `“${words}” is marked as being in another language`, seen.join(", "), language)];
  });
}

function checkKeyFigures({ expect, shown, failed }: Compared): Problem[] {
  const figures = shown.lines.filter(({ kind }) => kind.startsWith("key figure"));
  return Object.entries(expect["key-figures"] ?? {}).flatMap(([label, value]) => {
    const own = figures.filter(({ kind }) => normal(kind) === normal(`key figure “${label}”`)).map(({ text }) => text);
    const path = ["key-figures", label];
    if (own.length === 0) {
      const labels = figures.map(({ kind }) => kind.slice("key figure “".length, -1));
      return [failed(path, `there is no key figure “${label}”`, labels, label)];
    }
    return own.some((text) => normal(text) === normal(value) || normal(text).startsWith(`${normal(value)} · `))
      ? []
      : [failed(path, "the key figure has a different value", own.join(", "), value)];
  });
}

function checkValues({ expect, places, shown, failed }: Compared): Problem[] {
  return Object.entries(expect.values ?? {}).flatMap(([place, value]) => {
    const found = valueAt(places.get(place)!, shown);
    const path = ["values", place];
    if ("missing" in found) return [failed(path, found.missing, undefined, found.allowed ?? value)];
    if (isValue(found.value, value)) return [];
    const seen = found.value !== null && typeof found.value === "object" ? String(found.value) : found.value;
    return [failed(path, `${place} has a different value`, seen, value)];
  });
}

function checkWarnings({ expect, shown, failed }: Compared): Problem[] {
  if (expect.warnings === undefined) return [];
  const seen = [...new Set(shown.warnings.map(({ code }) => code))].sort();
  const wanted = [...new Set(expect.warnings)].sort();
  if (seen.join() === wanted.join()) return [];
  const message =
    seen.length === 0
      ? "there are no warnings"
      : `the warnings differ: ${shown.warnings.map((warning) => warning.message).join("; ")}`;
  return [failed(["warnings"], message, seen, wanted)];
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
