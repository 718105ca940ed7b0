import { isMap, isScalar, LineCounter, parseDocument, visit, type Document, type Node } from "yaml";
import { BroadsheetError, type Problem, type Where } from "../../../errors.ts";
import { isTooDeep } from "../../../json/json-depth.ts";
import { stepsOf } from "../../../json/json-pointer.ts";

/** Largest text of a recipe or a view, bytes. */
export const recipeBytes = 64 * 1024;

/**
 * Reads a recipe or a view from YAML or JSON, which is YAML. All scalars are texts as written: a marker `01`, `1.0` or
 * `null` is no number and no null.
 *
 * @param what the kind of thing, for messages: `recipe`
 * @param parse checks the value; its problems get the line and column of their pointers
 * @throws BroadsheetError `invalid-request` with every fault, by JSON pointer, line and column; `too-large`
 */
export function readTexts<T>(text: string, what: string, parse: (value: unknown) => T): T {
  const size = Buffer.byteLength(text);
  if (size > recipeBytes)
    throw new BroadsheetError("too-large", {
      code: "too-large",
      message: `The ${what} has ${size} bytes; at most ${recipeBytes} are allowed`,
      seen: size,
      allowed: recipeBytes,
    });
  const lines = new LineCounter();
  const document = parseDocument(text, { schema: "failsafe", lineCounter: lines, prettyErrors: false, merge: false });
  const fault = document.errors[0];
  if (fault !== undefined) throw refuse(what, fault.message, placeAt(lines, fault.pos[0]));
  refuseLostAliases(document, lines, what);
  const value = plain(document, what);
  try {
    return parse(value);
  } catch (error) {
    if (!(error instanceof BroadsheetError)) throw error;
    const placed = error.problems.map((problem): Problem => {
      const { pointer } = problem.where ?? {};
      if (pointer === undefined) return problem;
      return { ...problem, where: { ...problem.where, ...placeAt(lines, offsetOf(document.contents, pointer)) } };
    });
    throw new BroadsheetError(error.kind, placed, { cause: error });
  }
}

/** An alias that refers to no anchor is no fault of syntax. */
function refuseLostAliases(document: Document, lines: LineCounter, what: string): void {
  visit(document, {
    Alias: (_, alias) => {
      if (alias.resolve(document) === undefined)
        throw refuse(what, `*${alias.source} refers to no anchor before it`, placeAt(lines, alias.range?.[0] ?? 0));
    },
  });
}

function plain(document: Document, what: string): unknown {
  try {
    const value: unknown = document.toJS({ maxAliasCount: 100 });
    if (!isTooDeep(value)) return value;
  } catch (error) {
    throw refuse(what, error instanceof Error ? error.message : String(error), {});
  }
  throw refuse(what, "lists and objects are nested too deep", {});
}

function refuse(what: string, fault: string, where: Where): BroadsheetError {
  return new BroadsheetError("invalid-request", {
    code: "invalid-yaml",
    message: `The ${what} is not valid YAML: ${fault}`,
    where,
  });
}

/** Offset of the key at a JSON pointer, or of the nearest parent that exists. */
function offsetOf(contents: Node | null, pointer: string): number {
  let node: unknown = contents;
  let offset = contents?.range?.[0] ?? 0;
  for (const name of stepsOf(pointer)) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === name);
      if (pair === undefined) return offset;
      offset = (pair.key as Node).range?.[0] ?? offset;
      node = pair.value;
    } else {
      const items = (node as { items?: readonly Node[] } | null | undefined)?.items;
      node = items?.[Number(name)];
      offset = (node as Node | undefined)?.range?.[0] ?? offset;
    }
  }
  return offset;
}

function placeAt(lines: LineCounter, offset: number): Where {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}
