import type { LiquidError, Token } from "liquidjs";
import { BroadsheetError, type Problem, type Where } from "../../../errors.ts";
import { nearMatch } from "../../../near-match.ts";
import { ConditionError } from "./condition-error.ts";
import { filterNames } from "./filters.ts";
import { tagNames } from "./liquid-engine.ts";
import type { ReportContext } from "./report-context.ts";

/**
 * Converts a Liquid error to problems with file, line and column.
 *
 * @param context names that the text may use, for near matches; absent if unknown
 * @throws the error itself, if it is not Liquid's
 */
export function liquidProblems(error: unknown, file: string, context?: ReportContext): Problem[] {
  if (error instanceof BroadsheetError) throw error;
  // Liquid checks its time limit between two templates, and its error has no place.
  if (error instanceof Error && error.name === "AssertionError" && limitExceeded.test(error.message))
    throw textLimit(file, error.message, { file });
  if (!isLiquidError(error)) throw error;
  const problems = flatten(error).map((one) => toProblem(one, file, context));
  // `{% fro %} .. {% endfor %}` is one mistake: an end without a beginning is reported only if there is no other error.
  const told = problems.filter(({ code, seen }) => code !== "unknown-tag" || !String(seen).startsWith("end"));
  return told.length > 0 ? told : problems;
}

/** Moves a problem of a single string to that string's place in its file. */
export function relocate<Found extends Problem>(
  problem: Found,
  where: Where & { readonly file: string; readonly line: number },
): Found {
  return { ...problem, message: problem.message.replace(/^[^:\s]+:\d+/, `${where.file}:${where.line}`), where };
}

type Faults = LiquidError & { readonly errors?: readonly LiquidError[] };

function flatten(error: Faults): readonly LiquidError[] {
  if (error.errors !== undefined) return error.errors.flatMap(flatten);
  // A block's error is wrapped once more by the tag around it: the inner one knows the place.
  const inner = error.originalError;
  return isLiquidError(inner) ? flatten(inner) : [error];
}

function toProblem(error: LiquidError, file: string, context: ReportContext | undefined): Problem {
  const [line, column] = error.token.getPosition();
  const where = { file: fileOf(error.token) ?? file, line: line ?? 1, column: column ?? 1 };
  const message = (error.originalError?.message ?? error.message).replace(/, (file:|line:).*$/s, "");
  const at = `${where.file}:${where.line}`;
  const undefinedName = /^undefined variable: (.*)$/s.exec(message)?.[1];
  if (undefinedName !== undefined)
    return {
      ...unknownVariable(
        undefinedName,
        at,
        where,
        (error.originalError as { allowed?: readonly string[] }).allowed ?? namesAt(undefinedName, context),
      ),
      ...hintOfHidden(undefinedName, context),
    };
  const filter = /^undefined filter: (\S+)/.exec(message)?.[1];
  if (filter !== undefined) return unknownName("filter", filter, filterNames, at, where);
  const tag = /^tag "?([^"\s]+)"? not found/.exec(message)?.[1];
  if (tag !== undefined) return unknownName("tag", tag, tagNames, at, where);
  if (limitExceeded.test(message)) throw textLimit(at, message, where);
  const { originalError } = error;
  if (originalError instanceof ConditionError) {
    const { seen, hint } = originalError;
    return {
      code: "invalid-condition",
      message: `${at}: ${message}`,
      where,
      seen,
      ...(hint !== undefined && { hint }),
    };
  }
  const partial = /^ENOENT.*?"([^"]+)"/s.exec(message)?.[1] ?? /^ENOENT: (\S+)/.exec(message)?.[1];
  if (partial !== undefined) {
    return {
      code: "unknown-partial",
      message: `${at}: the template has no file "${partial}" to include`,
      where,
      seen: partial,
    };
  }
  return { code: "liquid-error", message: `${at}: ${message}`, where };
}

/** LiquidJS's token of a path does not know its file, but those of its names do. */
function fileOf(token: Token & { readonly props?: readonly Token[] }): string | undefined {
  return token.file ?? token.props?.[0]?.file;
}

const limitExceeded = /limit exceeded/;

function textLimit(at: string, message: string, where: Where): BroadsheetError {
  return new BroadsheetError("limit-exceeded", {
    code: "text-limit",
    message: `${at}: the text is too long or takes too long: ${message}`,
    where,
  });
}

/** A name that the report has is unknown only in a partial that `render` shows. */
function hintOfHidden(name: string, context: ReportContext | undefined): { readonly hint?: string } {
  if (context === undefined || !Object.hasOwn(context, name)) return {};
  return {
    hint: `a partial that render shows sees only what it is given: write {% include "…" %}, or give it: {% render "…", ${name}: ${name} %}`,
  };
}

/** @param allowed names that the last one of the path could be; absent if unknown */
function unknownVariable(
  name: string,
  at: string,
  where: Problem["where"],
  allowed: readonly string[] | undefined,
): Problem {
  const path = name.split(".");
  const match = allowed === undefined ? undefined : nearMatch(path.at(-1) ?? name, allowed);
  return {
    code: "unknown-variable",
    message: `${at}: there is no "${name}"`,
    where,
    seen: name,
    allowed,
    hint: match === undefined ? undefined : `did you mean "${[...path.slice(0, -1), match].join(".")}"?`,
  };
}

function namesAt(name: string, context: ReportContext | undefined): readonly string[] | undefined {
  const parent = name
    .split(".")
    .slice(0, -1)
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], context);
  return parent === undefined || parent === null ? undefined : namesIn(parent);
}

function namesIn(value: unknown): string[] {
  return typeof value === "object" ? Object.keys(value as object).filter((key) => !/^\d+$/.test(key)) : [];
}

function unknownName(
  what: string,
  name: string,
  allowed: readonly string[],
  at: string,
  where: Problem["where"],
): Problem {
  const match = nearMatch(name, allowed);
  return {
    code: `unknown-${what}`,
    message: `${at}: there is no ${what} "${name}"`,
    where,
    seen: name,
    allowed,
    hint: match === undefined ? undefined : `did you mean "${match}"?`,
  };
}

function isLiquidError(error: unknown): error is Faults {
  return (
    error instanceof Error &&
    "token" in error &&
    typeof (error.token as { getPosition?: unknown } | undefined)?.getPosition === "function"
  );
}
