import { BroadsheetError, type Problem } from "../../errors.ts";
import { pointerTo } from "../../json/json-pointer.ts";
import { compileSchema, type Validate } from "../../json/json-schema.ts";
import type { Violation } from "../../json/violation.ts";
import { hintNearMatch } from "../../near-match.ts";
import { relativeDates, resolveDates } from "../../relative-date.ts";
import { fillDefaults } from "../../json/schema-defaults.ts";
import { isCalendarDate } from "./calendar-date.ts";
import { checkChoices } from "./check-choices.ts";
import type { Choices } from "./choices.ts";
import { reportId } from "./report-id.ts";
import type { AcceptedRequest, DatasetReference, ReportRequest } from "./report-request.ts";

/** What accepting a request needs from a template. */
export interface TemplateTerms {
  readonly name: string;
  readonly version: string;
  readonly languages: readonly string[];
  /** JSON Schema (2020-12) of an object. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly datasets: readonly { readonly alias: string; readonly default?: string | undefined }[];
  /** `YYYY-MM-DD`. */
  readonly date: string;
}

/** Compiled once for each loaded template, which never changes. */
const validators = new WeakMap<TemplateTerms, Validate>();

/**
 * Pins a request: parameters validated against the template's schema with defaults filled in at
 * every depth, the date (request's, else a parameter `date`, else the template's), parameters that are dates relative
 * to it, the language (the parameter `language`, else the template's first), and the id.
 *
 * @param choices what the data say that parameters may be
 * @param stale alias → data that are older than the template takes for fresh @default none
 * @param datasets alias → stored name and version, resolved, for every alias of the template
 * @throws BroadsheetError `invalid-request` with every problem at once, by JSON pointer
 */
export function acceptRequest(
  request: ReportRequest,
  template: TemplateTerms,
  datasets: Readonly<Record<string, Required<DatasetReference>>>,
  choices: Choices = {},
  stale: AcceptedRequest["stale"] = undefined,
): AcceptedRequest {
  const problems: Problem[] = [...checkDatasets(request, template, datasets)];
  // Parameters too large to check quickly are not checked.
  const large = checkSize(request.parameters);
  if (large !== undefined) throw new BroadsheetError("invalid-request", large);
  const filled = fillDefaults(template.parameters, request.parameters) as Readonly<Record<string, unknown>>;
  const date = request.date ?? dateParameter(filled) ?? template.date;
  const parameters = (isCalendarDate(date) ? resolveDates(template.parameters, filled, date) : filled) as Readonly<
    Record<string, unknown>
  >;
  problems.push(...checkParameters(parameters, template));
  for (const problem of checkChoices(choices, parameters))
    if (!problems.some(({ where }) => where?.pointer === problem.where?.pointer)) problems.push(problem);
  if (!isCalendarDate(date)) {
    problems.push({
      code: "invalid-date",
      message: `"${date}" is not a date`,
      where: { pointer: request.date === undefined ? "/parameters/date" : "/date" },
      seen: date,
      allowed: "a date of the calendar, YYYY-MM-DD",
    });
  }
  const language = languageOf(parameters, template, problems);
  if (problems.length > 0) throw new BroadsheetError("invalid-request", problems);
  const used = Object.fromEntries(template.datasets.map(({ alias }) => [alias, datasets[alias]])) as Record<
    string,
    Required<DatasetReference>
  >;
  const pinned = {
    template: { name: template.name, version: template.version },
    parameters,
    datasets: used,
    date,
    language,
    ...(stale !== undefined && { stale }),
  };
  return { id: reportId(pinned), ...pinned };
}

/** Limits on a request's parameters: rules such as `uniqueItems` take quadratic time. */
const mostValues = 5_000;
const mostCharacters = 262_144;

/** The problem for an implausible amount of parameters. */
function checkSize(parameters: Readonly<Record<string, unknown>>): Problem | undefined {
  let values = 0;
  let characters = 0;
  const waiting: unknown[] = [parameters];
  while (waiting.length > 0 && values <= mostValues && characters <= mostCharacters) {
    const value = waiting.pop();
    values++;
    if (typeof value === "string") characters += value.length;
    else if (typeof value === "object" && value !== null) {
      if (!Array.isArray(value)) for (const key of Object.keys(value)) characters += key.length;
      for (const member of Object.values(value)) waiting.push(member);
    }
  }
  const where = { pointer: "/parameters" };
  if (values > mostValues)
    return {
      code: "parameters-too-large",
      message: `the parameters hold more than ${mostValues} values`,
      where,
      allowed: `at most ${mostValues} values`,
      hint: "put long lists into a dataset",
    };
  if (characters <= mostCharacters) return undefined;
  return {
    code: "parameters-too-large",
    message: `the texts in the parameters have more than ${mostCharacters} characters`,
    where,
    allowed: `at most ${mostCharacters} characters in all`,
    hint: "put long texts into a dataset",
  };
}

/** Aliases that the template does not have, and those without a dataset. @param datasets alias → resolved dataset */
export function checkDatasets(
  request: Pick<ReportRequest, "datasets">,
  template: TemplateTerms,
  datasets: Readonly<Record<string, Required<DatasetReference>>>,
): Problem[] {
  return [...checkAliases(request, template), ...checkResolved(template, datasets, request)];
}

/** Aliases in the request that the template does not have. */
function checkAliases(request: Pick<ReportRequest, "datasets">, template: TemplateTerms): Problem[] {
  const allowed = template.datasets.map(({ alias }) => alias);
  return Object.keys(request.datasets)
    .filter((alias) => !allowed.includes(alias))
    .map((alias) => ({
      code: "unknown-dataset-alias",
      message: `the template "${template.name}" has no dataset "${alias}"`,
      where: { pointer: pointerTo("/datasets", alias) },
      seen: alias,
      allowed,
      ...hintNearMatch(alias, allowed),
    }));
}

/** Aliases of the template without a dataset: no default, and not in the request. */
function checkResolved(
  template: TemplateTerms,
  datasets: Readonly<Record<string, Required<DatasetReference>>>,
  request: Pick<ReportRequest, "datasets">,
): Problem[] {
  return template.datasets
    .filter(({ alias }) => !Object.hasOwn(datasets, alias))
    .map(({ alias, default: stored }) => ({
      code: "missing-dataset",
      message: `the dataset "${alias}" is missing`,
      where: { pointer: pointerTo("/datasets", alias), dataset: alias },
      seen: request.datasets[alias],
      hint:
        stored === undefined
          ? "the template has no default for it: name a stored dataset"
          : `the template's default, the stored dataset "${stored}", does not exist`,
    }));
}

function checkParameters(parameters: Readonly<Record<string, unknown>>, template: TemplateTerms): Problem[] {
  let validate = validators.get(template);
  if (validate === undefined) {
    const compiled = compileSchema(closed(template.parameters), { strangers: true });
    if ("faults" in compiled) {
      throw new BroadsheetError(
        "invalid-template",
        compiled.faults.map(({ code, pointer, message }) => ({
          code,
          message: `the schema of the parameters is not valid: ${message}`,
          where: { file: "template.yaml", name: `parameters${pointer}` },
        })),
      );
    }
    validate = compiled.validate;
    validators.set(template, validate);
  }
  return validate(parameters).map((violation) => toProblem(violation, template));
}

/** An unknown parameter is a mistake unless the schema allows additional ones. */
function closed(schema: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const open = ["additionalProperties", "unevaluatedProperties", "patternProperties"].some((name) => name in schema);
  return { type: "object", ...schema, ...(!open && { additionalProperties: false }) };
}

function toProblem({ code, pointer, message, seen, allowed, hint }: Violation, template: TemplateTerms): Problem {
  const path = pointer.split("/").slice(1).join(".");
  const unknown = code === "unknown-field";
  return {
    code: unknown ? "unknown-parameter" : code === "missing-field" ? "missing-parameter" : `parameter-${code}`,
    message: unknown
      ? `the template "${template.name}" has no parameter "${path}"`
      : code === "missing-field"
        ? `the parameter "${path}" is missing`
        : `the parameter "${path}" ${message}`,
    where: { pointer: `/parameters${pointer}` },
    seen,
    allowed,
    hint:
      hint ??
      (typeof seen === "string" && message.startsWith("must be a date,")
        ? hintNearMatch(seen, relativeDates).hint
        : undefined),
  };
}

function dateParameter(parameters: Readonly<Record<string, unknown>>): string | undefined {
  const { date } = parameters;
  return typeof date === "string" ? date : undefined;
}

function languageOf(
  parameters: Readonly<Record<string, unknown>>,
  template: TemplateTerms,
  problems: Problem[],
): string {
  const first = template.languages[0] ?? "en";
  const { language } = parameters;
  if (typeof language !== "string" || template.languages.includes(language)) {
    return typeof language === "string" ? language : first;
  }
  const known = problems.some((problem) => problem.where?.pointer === "/parameters/language");
  if (!known) {
    problems.push({
      code: "parameter-not-allowed",
      message: `the template "${template.name}" does not support the language "${language}"`,
      where: { pointer: "/parameters/language" },
      seen: language,
      allowed: template.languages,
      ...hintNearMatch(language, template.languages),
    });
  }
  return first;
}
