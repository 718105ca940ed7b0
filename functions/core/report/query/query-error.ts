import { BroadsheetError, type ErrorKind, type Where } from "../../errors.ts";
import { saysNoSpace, scratchFull } from "../../scratch-full.ts";
import type { TemplateText } from "../template/template.ts";

/** Line and column (1-based, in characters) of an offset in bytes of UTF-8; empty for an invalid offset. */
export function positionOf(text: string, offset: unknown): { line: number; column: number } | Record<never, never> {
  const bytes = new TextEncoder().encode(text);
  // DuckDB writes 2^64 - 1 for an unknown place.
  if (typeof offset !== "number" || offset > bytes.length) return {};
  const lines = new TextDecoder().decode(bytes.subarray(0, offset)).split("\n");
  return { line: lines.length, column: lines.at(-1)!.length + 1 };
}

/**
 * Turns a DuckDB error into one for a template's author: the sentence without DuckDB's class names, the place in the
 * query file from its `LINE n:` and caret, and its suggestion as hint.
 *
 * @param before number of lines before the query's own text in the statement
 */
export function queryError(error: unknown, query: TemplateText, name: string, before = 0): BroadsheetError {
  if (error instanceof BroadsheetError) return error;
  const text = error instanceof Error ? error.message : String(error);
  const [head = "", ...rest] = text.split(/\n\s*\n|\n(?=LINE \d+:)/);
  const [sentence = "", ...proposals] = head.split("\n");
  const message = withoutClass(sentence);
  const where: Where = { file: query.file, name, ...placeOf(rest.join("\n"), before) };
  if (/^INTERRUPT|Interrupted/.test(sentence)) {
    return new BroadsheetError(
      "limit-exceeded",
      { code: "query-too-slow", message: `The query "${name}" took too long and was stopped`, where },
      { cause: error },
    );
  }
  if (isQuotaFull(text)) {
    return new BroadsheetError(
      "limit-exceeded",
      {
        code: "query-too-large",
        message: `The query "${name}" needs more temporary space than it may use`,
        where,
        hint: "aggregate or filter before sorting and joining",
      },
      { cause: error },
    );
  }
  if (isDiskFull(text)) return scratchFull(error);
  if (sentence.startsWith("Out of Memory")) {
    return new BroadsheetError(
      "limit-exceeded",
      { code: "query-too-large", message: `The query "${name}" needs more memory than it may use`, where },
      { cause: error },
    );
  }
  return queryProblem(
    "query-failed",
    "query-failed",
    message,
    where,
    { hint: proposals.length === 0 ? undefined : proposals.join(" ") },
    error,
  );
}

/** An error of DuckDB while a dataset is loaded, before any query runs. */
export function loadingError(error: unknown, alias: string): BroadsheetError {
  if (error instanceof BroadsheetError) return error;
  const text = error instanceof Error ? error.message : String(error);
  if (!isQuotaFull(text) && isDiskFull(text)) return scratchFull(error);
  const sentence = text.split("\n")[0]!;
  const where: Where = { dataset: alias, pointer: `/datasets/${alias}` };
  return sentence.startsWith("Out of Memory")
    ? queryProblem(
        "limit-exceeded",
        "dataset-too-large",
        `The dataset "${alias}" needs more memory than a report may use`,
        where,
        {},
        error,
      )
    : queryProblem(
        "invalid-dataset",
        "unreadable",
        `The dataset "${alias}" cannot be loaded: ${withoutClass(sentence)}`,
        where,
        {},
        error,
      );
}

/**
 * Whether a failure may be due to a query running in parallel: they share memory, and one that runs out should run
 * alone.
 */
export function isShortOfMemory(error: unknown): boolean {
  return (
    error instanceof BroadsheetError &&
    error.problems.some(({ code }) => code === "query-too-large" || code === "dataset-too-large")
  );
}

/** Whether the space that a report's queries may take on disk is used up, which the disk need not be. */
function isQuotaFull(text: string): boolean {
  return text.includes("max_temp_directory_size") && !saysNoSpace(text);
}

function isDiskFull(text: string): boolean {
  return saysNoSpace(text) || /failed to offload data block/i.test(text);
}

/** DuckDB's sentence without the name of the error class, and without paths of scratch folders. */
function withoutClass(sentence: string): string {
  return sentence
    .replace(/^[A-Z][A-Za-z ]*(Error|Exception): /, "")
    .replace(/Failed to read file "[^"]*"/, "The stored table cannot be read")
    .replaceAll(/(["'])[^"']*\bbroadsheet-scratch-[^"']*\1/g, "of the stored table");
}

/** An error with one problem about a query. */
export function queryProblem(
  kind: ErrorKind,
  code: string,
  message: string,
  where: Where,
  more: { seen?: unknown; allowed?: unknown; hint?: string | undefined } = {},
  cause?: unknown,
): BroadsheetError {
  return new BroadsheetError(kind, { code, message, where, ...more }, cause === undefined ? {} : { cause });
}

/** `LINE 3:   foo` and the caret below it. */
function placeOf(excerpt: string, before: number): { line?: number; column?: number } {
  const match = /(?:^|\n)LINE (\d+): ([^\n]*)\n( *)\^/.exec(excerpt);
  if (match === null) return {};
  const line = Number(match[1]) - before;
  // A long line is abbreviated, so its caret does not give the column.
  const column = match[3]!.length - `LINE ${match[1]}: `.length + 1;
  return line < 1 ? {} : match[2]!.startsWith("...") || column < 1 ? { line } : { line, column };
}
