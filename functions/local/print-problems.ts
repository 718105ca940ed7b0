import type { BroadsheetError, Problem, Where } from "../core/errors.ts";

/**
 * Tells problems to a person at a terminal: what, where, the value seen, the values allowed.
 *
 * @returns lines without a final newline
 */
export function formatProblems(heading: string, problems: readonly Problem[]): string {
  return problems.map((problem) => formatProblem(heading, problem)).join("\n");
}

/** The same for an error, headed by its kind. */
export function formatError(error: BroadsheetError): string {
  return formatProblems(`error ${error.kind}`, error.problems);
}

function formatProblem(heading: string, problem: Problem): string {
  const { message, where, seen, allowed, hint } = problem;
  return [
    `${heading}: ${message}`,
    where === undefined ? "" : line("at", formatWhere(where)),
    seen === undefined || message.includes(String(seen)) ? "" : line("seen", show(seen)),
    allowed === undefined ? "" : line("allowed", show(allowed)),
    hint === undefined ? "" : line("hint", hint),
  ]
    .filter(Boolean)
    .join("\n");
}

/** A place, the way compilers print it, so that editors make a link of it. */
function formatWhere({ file, line, column, pointer, dataset, row, name }: Where): string {
  const position = [file, line, column].filter((part) => part !== undefined).join(":");
  return [
    file === undefined && line !== undefined ? `line ${position}` : position,
    pointer === undefined ? "" : formatPointer(pointer),
    dataset === undefined ? "" : `dataset ${dataset}`,
    row === undefined ? "" : `row ${row}`,
    name ?? "",
  ]
    .filter(Boolean)
    .join(", ");
}

/** `/parameters/year` is `--param year` to someone at a terminal. */
function formatPointer(pointer: string): string {
  const [, member = "", ...rest] = pointer.split("/").map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
  const path = rest.join(".");
  if (member === "parameters" && path !== "") return `--param ${path}`;
  if (member === "datasets" && path !== "") return `--dataset ${path}`;
  return member === "date" ? "--date" : pointer;
}

function line(label: string, text: string): string {
  return text === "" ? "" : `  ${label.padEnd(8)}${text}`;
}

function show(value: unknown): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value) && value.every((item) => typeof item !== "object")) return value.join(", ");
  return JSON.stringify(value);
}
