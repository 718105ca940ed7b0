import { BroadsheetError, type Problem } from "../errors.ts";
import { namePattern } from "../name.ts";
import { hintNearMatch } from "../near-match.ts";
import { isCalendarDate } from "./calendar-date.ts";
import type { DatasetReference, ReportRequest, TemplateReference } from "./report-request.ts";

const fields = ["template", "parameters", "datasets", "date"];

/** Keeps a crafted body from filling the problems of an answer. */
const problemLimit = 50;

/**
 * The body of `POST /reports`: `{template, parameters?, datasets?, date?}`, where a template or a
 * dataset is `"name"`, `"name@version"` or `{name, version?}`.
 *
 * @param body parsed JSON
 * @throws BroadsheetError `invalid-request` naming every faulty field by JSON pointer
 */
export function parseRequest(body: unknown): ReportRequest {
  const problems: Problem[] = [];
  if (!isObject(body)) {
    throw new BroadsheetError("invalid-request", {
      code: "wrong-type",
      message: "the body must be a JSON object",
      where: { pointer: "" },
      seen: kindOf(body),
      allowed: "an object",
    });
  }
  for (const name of Object.keys(body).filter((field) => !fields.includes(field))) {
    problems.push({
      code: "unknown-field",
      message: `"${name}" is not a field of a request`,
      where: { pointer: `/${escapePointer(name)}` },
      seen: name,
      allowed: fields,
      ...hintNearMatch(name, fields),
    });
  }
  const template = parseReference(body["template"], "/template", "template", problems);
  const parameters = parseObject(body["parameters"], "/parameters", problems);
  const datasets: Record<string, DatasetReference> = {};
  for (const [alias, value] of Object.entries(parseObject(body["datasets"], "/datasets", problems))) {
    const reference = parseReference(value, `/datasets/${escapePointer(alias)}`, "dataset", problems);
    if (reference !== undefined) Object.defineProperty(datasets, alias, { value: reference, enumerable: true });
  }
  const date = parseDate(body["date"], problems);
  if (problems.length > 0 || template === undefined) {
    throw new BroadsheetError("invalid-request", problems.slice(0, problemLimit));
  }
  return { template, parameters, datasets, ...(date === undefined ? {} : { date }) };
}

function parseReference(
  value: unknown,
  pointer: string,
  what: string,
  problems: Problem[],
): TemplateReference | undefined {
  if (value === undefined) {
    problems.push({ code: "missing-field", message: `"${what}" is missing`, where: { pointer }, allowed: '"name" or "name@version"' });
    return undefined;
  }
  if (typeof value === "string") {
    const at = value.indexOf("@");
    const name = at < 0 ? value : value.slice(0, at);
    return checkReference(name, at < 0 ? undefined : value.slice(at + 1), pointer, pointer, what, problems);
  }
  if (isObject(value)) {
    const unknown = Object.keys(value).filter((field) => field !== "name" && field !== "version");
    for (const field of unknown) {
      problems.push({
        code: "unknown-field",
        message: `"${field}" is not a field of a reference to a ${what}`,
        where: { pointer: `${pointer}/${escapePointer(field)}` },
        seen: field,
        allowed: ["name", "version"],
      });
    }
    return checkReference(value["name"], value["version"], `${pointer}/name`, `${pointer}/version`, what, problems);
  }
  problems.push({
    code: "wrong-type",
    message: `a ${what} must be a string: "name" or "name@version"`,
    where: { pointer },
    seen: kindOf(value),
    allowed: '"name" or "name@version"',
  });
  return undefined;
}

function checkReference(
  name: unknown,
  version: unknown,
  namePointer: string,
  versionPointer: string,
  what: string,
  problems: Problem[],
): TemplateReference | undefined {
  if (typeof name !== "string" || !namePattern.test(name)) {
    problems.push({
      code: "invalid-name",
      message: `${JSON.stringify(name) ?? "nothing"} cannot be the name of a ${what}`,
      where: { pointer: namePointer },
      seen: typeof name === "string" ? name.slice(0, 200) : kindOf(name),
      allowed: namePattern.source,
    });
    return undefined;
  }
  if (version === undefined) return { name };
  if (typeof version === "string" && /^[0-9a-f]{64}$/.test(version)) return { name, version };
  problems.push({
    code: "invalid-version",
    message: `${JSON.stringify(version)} cannot be the version of a ${what}`,
    where: { pointer: versionPointer },
    seen: version,
    allowed: "64 lower-case hexadecimal digits",
  });
  return undefined;
}

function parseObject(value: unknown, pointer: string, problems: Problem[]): Readonly<Record<string, unknown>> {
  if (value === undefined) return {};
  if (isObject(value)) return value;
  problems.push({
    code: "wrong-type",
    message: `${pointer.slice(1)} must be an object`,
    where: { pointer },
    seen: kindOf(value),
    allowed: "an object",
  });
  return {};
}

function parseDate(value: unknown, problems: Problem[]): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === "string" && isCalendarDate(value)) return value;
  problems.push({
    code: "invalid-date",
    message: `${JSON.stringify(value)} is not a date`,
    where: { pointer: "/date" },
    seen: value,
    allowed: "a date of the calendar, YYYY-MM-DD",
  });
  return undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "an array" : `a ${typeof value}`;
}

function escapePointer(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}
