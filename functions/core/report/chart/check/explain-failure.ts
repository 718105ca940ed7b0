import type { ChartRequest } from "../../document/document.ts";
import { BroadsheetError, type Problem, type Where } from "../../../errors.ts";
import { hintNearMatch } from "../../../near-match.ts";
import { isFaultOfCode } from "../chart-failed.ts";
import { checkReferences } from "./check-references.ts";
import { findUnencoded } from "./find-unencoded.ts";
import { findName, findNullRow, findPart, findQuoted, findText } from "./find-in-spec.ts";
import { loadSchema, schemaVersions } from "./load-schema.ts";
import type { VegaModules } from "../vega.ts";
import { locateFound } from "./locate-found.ts";
import { locateProblem, problemOf } from "./locate-problem.ts";
import { specs } from "../spec.ts";
import { expressionFaults, nodesOf, type SpecExpression, specExpressions } from "./spec-expressions.ts";
import { nameOf } from "./spec-fault.ts";
import { translateWords } from "./translate-words.ts";
import { validateSpec } from "./validate-spec.ts";

/** The number of problems reported for one chart; the rest of a thoroughly broken spec appears in the next round. */
const mostTold = 10;

/**
 * Explains to a spec's author why a chart could not be made: at the place in the spec's file and, if Vega's own message
 * says little (`Cannot read properties of undefined`), with the faults by the language's schema. A chart that can be
 * drawn skips all this.
 *
 * @param error what compiling threw
 * @returns the error to throw instead
 */
export async function explainFailure(
  modules: VegaModules,
  error: unknown,
  request: ChartRequest,
  where: Where,
): Promise<unknown> {
  if (!(error instanceof BroadsheetError) || error.kind !== "chart-failed") return error;
  const { vega } = modules;
  const { spec, dialect } = request;
  const tell = (problem: Problem, pointer: string | undefined, ofKey = false): Problem =>
    locateProblem(problem, pointer, ofKey, request, where);

  if (error.cause === undefined) {
    const located = ({ where: place }: Problem): boolean =>
      place?.line !== undefined && place.file === request.source?.file;
    const problems = error.problems.map((problem) =>
      located(problem) ? problem : locateFound(vega, problem, request, where),
    );
    return new BroadsheetError(error.kind, problems);
  }

  const expressions = specExpressions(vega, spec);
  const certain = [...expressionFaults(vega, expressions), ...(dialect === "vega" ? checkReferences(vega, spec) : [])];
  const shape = certain.length > 0 ? [] : validateSpec(await loadSchema(dialect), spec, schemaVersions[dialect]);
  const sure = shape.filter((fault) => fault.sure);
  // A doubtful fault explains a failure only if nothing else does.
  const wordless = isFaultOfCode(error.cause) || wordsOf(error.cause).startsWith("Invalid specification");
  const faults = certain.length > 0 ? certain : sure.length > 0 || !wordless ? sure : shape;
  const problems = faults
    .slice(0, mostTold)
    .map((fault) => tell(problemOf(fault, request.name, where), fault.pointer, fault.ofKey));
  // If Vega's message refers to another place than the schema's fault, it says something else.
  const own = ownWords(modules, error, request, expressions);
  if (faults.length === 0) {
    const { problem, pointer } = own.pointer === undefined ? wordlessProblem(own.problem, error.cause, request) : own;
    problems.push(tell(problem, pointer));
  }
  if (
    certain.length === 0 &&
    faults.length > 0 &&
    own.certain &&
    own.pointer !== undefined &&
    !faults.some(({ pointer }) => own.pointer!.startsWith(pointer))
  )
    problems.push(tell(own.problem, own.pointer));
  return new BroadsheetError(error.kind, problems, { cause: error.cause });
}

/** The problem for a failure that neither the schema nor Vega's message explains. */
function wordlessProblem(
  problem: Problem,
  cause: unknown,
  { name, dialect, spec }: ChartRequest,
): { readonly problem: Problem; readonly pointer: string } {
  if (!isFaultOfCode(cause)) return { problem, pointer: "" };
  const nothing = findNullRow(spec);
  if (nothing !== undefined && /vega_id/.test(cause.message)) {
    const message = `Chart "${name}": ${nameOf(nothing, "the spec")} is null, which is not a row of data`;
    return {
      problem: { ...problem, code: "invalid-value", message, seen: null, hint: "leave the row out" },
      pointer: nothing,
    };
  }
  if (typeof problem.seen === "string")
    return {
      problem: { ...problem, hint: "compare the rows it gets with what it needs" },
      pointer: findPart(spec, problem.seen) ?? "",
    };
  const unencoded = dialect === "vega-lite" ? findUnencoded(spec) : undefined;
  if (unencoded === undefined)
    return {
      problem: { ...problem, hint: "remove parts of the spec until it draws: the last part removed is at fault" },
      pointer: "",
    };
  const message = `Chart "${name}": ${nameOf(unencoded, "the spec")} has no "encoding", which its mark needs`;
  const hint = 'say which columns it draws: "encoding": {"x": {"field": ...}, "y": {"field": ...}}';
  return { problem: { ...problem, code: "missing-property", message, hint }, pointer: unencoded };
}

interface OwnWords {
  readonly problem: Problem;
  readonly pointer: string | undefined;
  /** Whether this is certainly a fault, because its message was understood. */
  readonly certain: boolean;
}

/** Vega's message, if it was meant to be read, and the place of the words that it quotes. */
function ownWords(
  { vega }: VegaModules,
  { problems, cause }: BroadsheetError,
  { name, dialect, spec }: ChartRequest,
  expressions: readonly SpecExpression[],
): OwnWords {
  const problem = problems[0]!;
  const words = wordsOf(cause);
  const translation = translateWords(words);
  if (translation !== undefined) {
    const { message, speaker, ...rest } = translation;
    const pointer =
      (speaker === undefined ? undefined : findText(spec, speaker)) ??
      (rest.seen === undefined ? undefined : findText(spec, rest.seen));
    return {
      problem: { ...problem, ...rest, message: `Chart "${name}": ${message}` },
      pointer: pointer ?? "",
      certain: true,
    };
  }
  if (isFaultOfCode(cause)) {
    const reading = expressionReading(cause, expressions);
    if (reading === undefined) return { problem, pointer: undefined, certain: false };
    const message = `Chart "${name}": the expression "${reading.text}" reads "${reading.member}" of a missing value`;
    return {
      problem: { ...problem, message, seen: reading.text, hint: "test the value first: datum.a ? datum.a.b : null" },
      pointer: reading.pointer,
      certain: true,
    };
  }
  const signal = /Unrecognized signal name: "(.*)"/.exec(words)?.[1];
  const format = /^invalid format: (.*)/.exec(words)?.[1];
  if (format !== undefined) {
    const hint = /%[a-zA-Z]/.test(format)
      ? `"${format}" is a date format: give the field the type "temporal", or the axis "formatType": "time"`
      : 'number formats follow d3-format: ",.1f", "+.0%"';
    return { problem: { ...problem, seen: format, hint }, pointer: findQuoted(vega, spec, words), certain: true };
  }
  if (signal === undefined) return { problem, pointer: findQuoted(vega, spec, words), certain: false };
  const [kind, list] = dialect === "vega" ? ["signal", spec["signals"]] : ["param", spec["params"]];
  const allowed = specs(list).flatMap((declared) => (typeof declared["name"] === "string" ? [declared["name"]] : []));
  return {
    problem: {
      ...problem,
      code: "unknown-signal",
      message: `Chart "${name}": an expression uses "${signal}", which is not a ${kind} of the spec`,
      seen: signal,
      ...(allowed.length > 0 ? { allowed } : {}),
      hint:
        hintNearMatch(signal, allowed).hint ??
        (/^\w+$/.test(signal)
          ? `write a column as datum.${signal}; declare a ${kind} under "${kind}s"`
          : `declare it under "${kind}s"`),
    },
    pointer: findName(vega, spec, signal),
    certain: true,
  };
}

/** Vega logs some failures as strings. */
function wordsOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

/** The expression that failed on a missing value, found by the name being read. */
function expressionReading(
  cause: Error,
  expressions: readonly SpecExpression[],
): { readonly text: string; readonly pointer: string; readonly member: string } | undefined {
  const member = /\(reading '(.*)'\)/.exec(cause.message)?.[1];
  if (member === undefined) return undefined;
  const found = expressions.find(({ tree }) =>
    nodesOf(tree).some((node) => {
      if (node.type !== "MemberExpression") return false;
      const property = node["property"] as { readonly name?: unknown; readonly value?: unknown };
      return (
        String(node["computed"] === true ? property.value : property.name) === member &&
        (node["object"] as { readonly name?: unknown }).name !== "datum"
      );
    }),
  );
  return found === undefined ? undefined : { text: found.text, pointer: found.pointer, member };
}
