import {
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type Node,
  type YAMLError,
} from "yaml";
import type { Where } from "../../../errors.ts";
import { isTooDeep, tooDeep } from "../../../json/json-depth.ts";
import { stepsOf } from "../../../json/json-pointer.ts";
import type { TemplateProblems } from "../template-problems.ts";

export interface YamlFile {
  readonly value: unknown;
  /** Line and column of the key at a JSON pointer, or of the nearest parent that exists. */
  locate(pointer: string): Where;
  /** What is at a JSON pointer, with all scalars as texts as written: `007` is no 7. Undefined if nothing is there. */
  textsAt(pointer: string): unknown;
}

/**
 * Parses YAML 1.2 (core schema: dates stay strings). Syntax errors, duplicate keys and aliases that
 * explode are reported with line and column.
 */
export function readYaml(file: string, text: string, problems: TemplateProblems): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true, merge: false });
  const exhausted = document.errors.find(({ code }) => code === "RESOURCE_EXHAUSTION");
  if (exhausted !== undefined) problems.add(tooDeep(file, { file, ...position(lines, exhausted.pos[0]) }));
  else
    for (const error of tellingFaults(document)) {
      const sign = text[error.pos[0]];
      problems.add({
        code: "invalid-yaml",
        message: `${file} is not valid YAML: ${error.code === "UNEXPECTED_TOKEN" && sign !== undefined ? `${JSON.stringify(sign)} cannot stand here` : error.message}`,
        where: { file, ...position(lines, error.pos[0]) },
      });
    }
  return {
    value: document.errors.length > 0 ? undefined : toValue(document, file, lines, problems),
    locate: (pointer) => ({ file, ...position(lines, offsetOf(document.contents, pointer)) }),
    textsAt: (pointer) => textsOf(nodeAt(pointer, document), document),
  };
}

/** The node at a JSON pointer. */
function nodeAt(pointer: string, document: Document): unknown {
  let node: unknown = document.contents;
  for (const name of stepsOf(pointer)) {
    node = resolved(node, document);
    node = isMap(node)
      ? node.items.find(({ key }) => isScalar(key) && String(key.value) === name)?.value
      : isSeq(node)
        ? node.items[Number(name)]
        : undefined;
  }
  return node;
}

/** A value of maps, lists and texts. */
function textsOf(given: unknown, document: Document): unknown {
  const node = resolved(given, document);
  if (isScalar(node)) return node.source ?? String(node.value);
  if (isSeq(node)) return node.items.map((item) => textsOf(item, document));
  if (!isMap(node)) return undefined;
  return Object.fromEntries(
    node.items.map(({ key, value }) => [String(textsOf(key, document)), textsOf(value, document)]),
  );
}

function resolved(node: unknown, document: Document): unknown {
  return isAlias(node) ? node.resolve(document) : node;
}

/**
 * The faults of a document that say something: behind the first fault of syntax the parser takes everything for
 * something else, so that one stray bracket gives hundreds. Keys that occur twice are faults of their own.
 */
function tellingFaults({ errors, warnings }: Document): readonly YAMLError[] {
  const syntax = errors.filter(({ code }) => code !== "DUPLICATE_KEY").sort((a, b) => a.pos[0] - b.pos[0]);
  return syntax.length > 0 ? syntax.slice(0, 1) : [...errors, ...warnings];
}

function toValue(document: Document, file: string, lines: LineCounter, problems: TemplateProblems): unknown {
  const found = problems.count();
  visit(document, {
    Alias: (_, alias) => {
      if (alias.resolve(document) !== undefined) return;
      problems.add({
        code: "invalid-yaml",
        message: `${file} is not valid YAML: *${alias.source} refers to no anchor before it`,
        where: { file, ...position(lines, alias.range?.[0] ?? 0) },
      });
    },
  });
  if (problems.count() > found) return undefined;
  try {
    const value = document.toJS({ maxAliasCount: 100 }) as unknown;
    if (!isTooDeep(value)) return value;
    problems.add(tooDeep(file, { file }));
    return undefined;
  } catch (error) {
    problems.add({
      code: "invalid-yaml",
      message: `${file} is not valid YAML: ${error instanceof Error ? error.message : String(error)}`,
      where: { file },
    });
    return undefined;
  }
}

function offsetOf(contents: unknown, pointer: string): number {
  let node = contents;
  let offset = (contents as Node | null)?.range?.[0] ?? 0;
  for (const name of stepsOf(pointer)) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && String(item.key.value) === name);
      if (pair === undefined) return offset;
      offset = (pair.key as Node).range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(name)];
      offset = (node as Node | undefined)?.range?.[0] ?? offset;
    } else {
      return offset;
    }
  }
  return offset;
}

function position(lines: LineCounter, offset: number): { line: number; column: number } {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}
