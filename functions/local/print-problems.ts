import type { BroadsheetError, Problem, Where } from "../core/errors.ts";
import { stepsOf } from "../core/json/json-pointer.ts";
import { bareMessage } from "../core/wording/bare-message.ts";
import { showControls } from "../core/wording/show-controls.ts";

/**
 * Formats problems for a terminal: what, where, the value seen, the values allowed. Control characters in them are
 * shown.
 *
 * @returns lines without a final newline
 */
export function formatProblems(heading: string, problems: readonly Problem[]): string {
  return problems.map((problem) => formatProblem(heading, problem)).join("\n");
}

/** Formats an error, headed by its kind. */
export function formatError(error: BroadsheetError): string {
  return formatProblems(`error ${error.kind}`, error.problems);
}

function formatProblem(heading: string, problem: Problem): string {
  const { where, seen, allowed, hint } = problem;
  const message = bareMessage(problem);
  return [
    `${heading}: ${message}`,
    where === undefined ? "" : line("at", formatWhere(where)),
    seen === undefined || says(message, seen) ? "" : line("seen", show(seen)),
    allowed === undefined ? "" : line("allowed", show(allowed)),
    hint === undefined ? "" : line("hint", hint),
  ]
    .filter(Boolean)
    .map(showControls)
    .join("\n");
}

/**
 * Whether a message already names the value, in quotation marks or as a path. A bare `0` may be part of another number.
 */
function says(message: string, seen: unknown): boolean {
  if (typeof seen !== "string" || seen === "") return false;
  return message.includes(`"${seen}"`) || (/[/.].*[a-z]/i.test(seen) && message.split(/\s+/).includes(seen));
}

/** Formats a place the way compilers do, so that editors turn it into a link. */
function formatWhere({ file, line, column, pointer, dataset, row, name }: Where): string {
  // A column of a row is the value of a parameter by the map.
  const mapped =
    row === undefined || name === undefined ? (pointer ?? "") : (pointer ?? "").replace(/^\/parameters\//, "/map/");
  const position = [file, line, column].filter((part) => part !== undefined).join(":");
  return [
    file === undefined && line !== undefined ? `line ${position}` : position,
    pointer === undefined
      ? ""
      : file === undefined || pointer === "/rows"
        ? (optionsOfBatch[pointer] ?? optionOf(pointer) ?? formatPointer(mapped))
        : formatPointer(mapped),
    dataset === undefined ? "" : `dataset ${dataset}`,
    row === undefined ? "" : `row ${row}`,
    name ?? "",
  ]
    .filter(Boolean)
    .join(", ");
}

/** Members of a batch, as the command line has them. */
const optionsOfBatch: Readonly<Record<string, string>> = {
  "/rows": "--rows",
  "/rows/query": "--rows",
  "/rows/dataset": "--rows",
  "/map": "--map",
  "/name": "--name",
  "/tolerate": "--tolerate",
  "/output": "--output",
};

/** Members of other requests that have an option of their own. */
const optionsOfMembers: Readonly<Record<string, string>> = {
  where: "--where",
  keep: "--keep",
  missed: "--missed",
  renditions: "--renditions",
  url: "--url",
};

/** Members of what an edition is made at, `/on/0/schedule`. */
const optionsOfTriggers: Readonly<Record<string, string>> = {
  schedule: "--on",
  timezone: "--timezone",
  data: "--data",
  settle: "--settle",
};

function optionOf(pointer: string): string | undefined {
  const [member = "", , part = ""] = stepsOf(pointer);
  return member === "on" ? optionsOfTriggers[part] : optionsOfMembers[member];
}

/** On the command line, `/parameters/year` is `--param year`. */
function formatPointer(pointer: string): string {
  const [member = "", ...rest] = stepsOf(pointer);
  const path = rest.join(".");
  if (member === "parameters" && path !== "") return `--param ${path}`;
  if (member === "map" && path !== "") return `--map ${path}`;
  if (member === "datasets" && path !== "") return `--dataset ${path}`;
  // The template is the command's first word; the user who typed it needs no name for it.
  if (pointer === "/template" || pointer === "") return "";
  return member === "date" ? "--date" : pointer;
}

function line(label: string, text: string): string {
  return text === "" ? "" : `  ${label.padEnd(8)}${text}`;
}

function show(value: unknown): string {
  if (value === "") return "an empty text";
  if (typeof value === "string") return value;
  if (Array.isArray(value) && value.every((item) => typeof item !== "object")) return value.join(", ");
  return JSON.stringify(value);
}
