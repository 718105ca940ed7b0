import { BroadsheetError, type Problem } from "../../errors.ts";
import { stepsOf } from "../../json/json-pointer.ts";
import { schemaValidator } from "../../json/json-schema.ts";
import type { Violation } from "../../json/violation.ts";
import { isName, nameWords } from "../../names/name.ts";
import type { DatasetReference, ReportRequest } from "./report-request.ts";
import { requestSchema } from "./request-schema.ts";

const fields = Object.keys(requestSchema.properties);
const validate = schemaValidator(requestSchema);

/** Most problems reported, in case of a crafted body. */
export const problemLimit = 50;

/**
 * Parses the body of `POST /reports`: `{template, parameters?, datasets?, date?}`, where a template or a
 * dataset is `"name"`, `"name@version"` or `{name, version?}`.
 *
 * @param body parsed JSON
 * @throws BroadsheetError `invalid-request` naming every faulty field by JSON pointer
 */
export function parseRequest(body: unknown): ReportRequest {
  const violations = validate(body).slice(0, problemLimit);
  if (violations.length > 0) {
    throw new BroadsheetError(
      "invalid-request",
      misspeltFirst(violations).map((violation) => toProblem(violation, body)),
    );
  }
  const { template, parameters = {}, datasets = {}, date } = body as ValidBody;
  const references: Record<string, DatasetReference> = {};
  for (const [alias, reference] of Object.entries(datasets)) {
    Object.defineProperty(references, alias, { value: parseReference(reference), enumerable: true });
  }
  return { template: parseReference(template), parameters, datasets: references, date };
}

type Reference = string | DatasetReference;

/** A body that `requestSchema` accepts. */
interface ValidBody {
  readonly template: Reference;
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly datasets?: Readonly<Record<string, Reference>>;
  readonly date?: string;
}

/** The parts of a reference that the schema accepts. */
export function parseReference(reference: Reference): DatasetReference {
  if (typeof reference !== "string") return reference;
  const [name = "", version] = splitReference(reference);
  return version === undefined ? { name } : { name, version };
}

function splitReference(text: string): [name: string, version?: string] {
  const at = text.indexOf("@");
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

/** A missing field is often a misspelt one, so unknown fields come first. */
function misspeltFirst(violations: readonly Violation[]): readonly Violation[] {
  const place = (violation: Violation, index: number): number => {
    if (violation.code !== "missing-field") return index;
    return Math.max(
      index,
      violations.findLastIndex((other) => other.code === "unknown-field" && parentOf(other) === parentOf(violation)) +
        0.5,
    );
  };
  const places = new Map(violations.map((violation, index) => [violation, place(violation, index)]));
  return violations.toSorted((a, b) => places.get(a)! - places.get(b)!);
}

function parentOf({ pointer }: Violation): string {
  return pointer.slice(0, pointer.lastIndexOf("/"));
}

/** Describes a violation in terms of the request. */
function toProblem(violation: Violation, body: unknown): Problem {
  const { code, pointer, hint } = violation;
  const where = { pointer };
  const path = stepsOf(pointer);
  const seen = valueAt(body, path);
  const [field] = path;
  if (field === undefined)
    return { code, message: "the body must be a JSON object", where, seen: kindOf(seen), allowed: "an object" };
  if (code === "unknown-field" && path.length === 1) {
    return { code, message: `"${field}" is not a field of a request`, where, seen: field, allowed: fields, hint };
  }
  if (field === "date") {
    return {
      code: "invalid-date",
      message: `${JSON.stringify(seen)} is not a date`,
      where,
      seen,
      allowed: "a date of the calendar, YYYY-MM-DD",
    };
  }
  const depth = field === "template" ? 1 : 2;
  if (path.length < depth)
    return { code, message: `${field} must be an object`, where, seen: kindOf(seen), allowed: "an object" };
  return toReferenceProblem(violation, seen, path[depth], depth === 1 ? "template" : "dataset");
}

/** @param member of the reference; absent: the reference itself */
function toReferenceProblem(
  { code, pointer }: Violation,
  seen: unknown,
  member: string | undefined,
  what: string,
): Problem {
  const where = { pointer };
  const allowed = '"name" or "name@version"';
  if (member === undefined) {
    if (code === "missing-field") return { code, message: `"${what}" is missing`, where, allowed };
    if (typeof seen !== "string") {
      return {
        code,
        message: `a ${what} must be a string: "name" or "name@version"`,
        where,
        seen: kindOf(seen),
        allowed,
      };
    }
    const [name, version] = splitReference(seen);
    return isName(name) ? invalidVersion(version, where, what) : invalidName(name, where, what);
  }
  if (code !== "unknown-field")
    return member === "version" ? invalidVersion(seen, where, what) : invalidName(seen, where, what);
  return {
    code,
    message: `"${member}" is not a field of a reference to a ${what}`,
    where,
    seen: member,
    allowed: ["name", "version"],
  };
}

function invalidName(name: unknown, where: { pointer: string }, what: string): Problem {
  return {
    code: "invalid-name",
    message: `${JSON.stringify(name) ?? "nothing"} cannot be the name of a ${what}`,
    where,
    seen: typeof name === "string" ? name.slice(0, 200) : kindOf(name),
    allowed: nameWords,
  };
}

function invalidVersion(version: unknown, where: { pointer: string }, what: string): Problem {
  return {
    code: "invalid-version",
    message: `${JSON.stringify(version)} cannot be the version of a ${what}`,
    where,
    seen: version,
    allowed: "64 lower-case hexadecimal digits",
  };
}

function valueAt(body: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, name) => (value as Readonly<Record<string, unknown>> | undefined)?.[name], body);
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "an array" : `a ${typeof value}`;
}
