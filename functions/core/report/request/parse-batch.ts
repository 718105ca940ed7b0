import { BroadsheetError, type Problem } from "../../errors.ts";
import { schemaValidator } from "../../json/json-schema.ts";
import { bodyProblem } from "../../json/violation.ts";
import { type RenditionForm, renditionForms } from "../../rendition-form.ts";
import type { BatchRequest, Output, Tolerance } from "./batch-request.ts";
import { batchSchema } from "./batch-schema.ts";
import { parseReference, parseRequest, problemLimit } from "./parse-request.ts";
import type { DatasetReference, ReportRequest } from "./report-request.ts";

const validate = schemaValidator(batchSchema);

/** Members that a single report has too, with the same rules and messages. */
const ofReports = ["template", "parameters", "datasets", "date"];

interface ValidBody {
  readonly rows: { readonly query: string } | { readonly dataset: string | DatasetReference };
  readonly map: Readonly<Record<string, string>>;
  readonly name: string;
  readonly tolerate?: number | string;
  readonly output?: Output;
  readonly renditions?: readonly RenditionForm[];
}

/**
 * Parses the body of `POST /batches`.
 *
 * @param body parsed JSON
 * @throws BroadsheetError `invalid-request` naming every faulty field by JSON pointer
 */
export function parseBatch(body: unknown): BatchRequest {
  const own = validate(body).filter(({ pointer }) => !ofReports.includes(pointer.split("/")[1] ?? ""));
  const problems = own.map((violation) =>
    violation.pointer === "/tolerate"
      ? badTolerance(violation.code, violation.seen, violation.pointer)
      : bodyProblem(violation),
  );
  if (own.some(({ pointer }) => pointer === "")) throw new BroadsheetError("invalid-request", problems);
  const members = body as ValidBody & Readonly<Record<string, unknown>>;
  const report = parseShared(members, problems);
  const { rows, map, name, tolerate = 0, output = "files", renditions = [] } = members;
  return {
    ...report,
    rows: "query" in rows ? rows : { dataset: parseReference(rows.dataset) },
    map,
    name,
    tolerate: toleranceOf(tolerate),
    output,
    renditions: renditionForms.filter((form) => renditions.includes(form)),
  };
}

/** The problem of a tolerance that is none. @param pointer to it */
export function badTolerance(code: string, seen: unknown, pointer: string): Problem {
  const number = typeof seen === "string" ? /^(?:100|\d{1,2}(?:\.\d{1,2})?)(?![\d.])/.exec(seen)?.[0] : undefined;
  return {
    code,
    message: '"tolerate" must be a number of rows, such as 3, or a share of them, such as "5%"',
    where: { pointer },
    seen,
    allowed: "a whole number from 0 on, or a share from 0% to 100% with at most two decimals",
    ...(number !== undefined && { hint: `did you mean "${number}%"?` }),
  };
}

/** @param problems of the batch's own members: reported first, and with those of the shared ones */
function parseShared(members: Readonly<Record<string, unknown>>, problems: readonly Problem[]): ReportRequest {
  let shared: readonly Problem[] = [];
  try {
    const report = parseRequest(
      Object.fromEntries(ofReports.filter((name) => Object.hasOwn(members, name)).map((name) => [name, members[name]])),
    );
    if (problems.length === 0) return report;
  } catch (error) {
    if (!(error instanceof BroadsheetError)) throw error;
    shared = error.problems;
  }
  throw new BroadsheetError("invalid-request", [...problems, ...shared].slice(0, problemLimit));
}

function toleranceOf(tolerate: number | string): Tolerance {
  return typeof tolerate === "number" ? tolerate : { percent: Number(tolerate.slice(0, -1)) };
}
