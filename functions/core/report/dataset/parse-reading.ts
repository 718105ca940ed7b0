import { BroadsheetError, type Problem } from "../../errors.ts";
import { hintNearMatch } from "../../near-match.ts";
import type { DatasetReading, Delimiter } from "../template/dataset-reading.ts";
import { delimiterNames, delimiters } from "./delimiters.ts";

export const readingMembers = ["encoding", "delimiter", "header", "sheet", "range"] as const;

/** JSON Schema of `DatasetReading`'s members, for the API description. */
export const readingSchemas = {
  encoding: {
    type: "string",
    description:
      "Encoding of a text file: a label of the Encoding Standard, e.g. `windows-1252`. Default: UTF-8, or detected.",
  },
  delimiter: {
    type: "string",
    enum: [...delimiters, "comma", "semicolon", "tab", "vertical bar"],
    description: "The field delimiter of a CSV file. Default: detected.",
  },
  header: { type: "boolean", description: "Whether the first row names the columns. Default: detected." },
  sheet: { type: "string", description: "The sheet of a workbook. Default: the only one with a table." },
  range: {
    type: "string",
    description: "Where the table is in its sheet, e.g. `B3:F90`, or its first cell. Default: detected.",
  },
} as const;

const byName = new Map<unknown, Delimiter>([
  ...delimiters.map((delimiter) => [delimiter, delimiter] as const),
  ...delimiters.map((delimiter) => [delimiterNames[delimiter], delimiter] as const),
  ["\\t", "\t"],
]);

/**
 * Checks the options for reading a dataset.
 *
 * @param given members by name; values may be strings, as typed
 * @param pointer where the request has them
 * @throws BroadsheetError `invalid-request`: `unknown-member`, `invalid-member`, one problem each
 */
export function parseReading(given: Readonly<Record<string, unknown>>, pointer: string): DatasetReading {
  const problems: Problem[] = [];
  const reading: Record<string, unknown> = {};
  for (const [member, seen] of Object.entries(given)) {
    const where = { pointer: `${pointer}/${member}` };
    const refuse = (allowed: unknown): void =>
      void problems.push({ code: "invalid-member", message: `"${member}" is not valid`, where, seen, allowed });
    if (member === "header") {
      if (seen === true || seen === "true" || seen === "yes") reading[member] = true;
      else if (seen === false || seen === "false" || seen === "no") reading[member] = false;
      else refuse("true or false");
    } else if (member === "delimiter") {
      const delimiter = byName.get(seen);
      if (delimiter === undefined) refuse([...byName.keys()]);
      else reading[member] = delimiter;
    } else if (member === "encoding" || member === "sheet" || member === "range") {
      if (typeof seen === "string" && seen !== "" && seen.length <= 200) reading[member] = seen;
      else refuse("a text");
    } else
      problems.push({
        code: "unknown-member",
        message: `There is no reading option "${member}"`,
        where,
        seen: member,
        allowed: readingMembers,
        ...hintNearMatch(member, readingMembers),
      });
  }
  if (problems.length > 0) throw new BroadsheetError("invalid-request", problems);
  return reading;
}
