import { datumFields } from "../spec/datum-fields.ts";
import type { Vega } from "../vega.ts";
import { pointerTo, stepsOf } from "../../../json/json-pointer.ts";
import { isSpec, type Spec, specs } from "../spec.ts";
import { isOfOthers, nodesOf, type SpecExpression, specExpressions } from "./spec-expressions.ts";

/** Members whose texts are for readers, or define a new name. */
const words = new Set(["title", "text", "name", "as", "description", "$schema", "type", "titleExpr", "format"]);

/**
 * JSON pointer to the place where a spec uses a field. Failures appear in the compiled spec; this searches the authored
 * one, which a person edits: first for members that name the field, then for expressions that read it from `datum`.
 *
 * @param mark name of the mark or scale that uses it: Vega-Lite's names contain the view (`concat_1_layer_0_marks`)
 */
export function findField(vega: Vega, spec: Spec, field: string, mark: string): string | undefined {
  const splitPath = vega.splitAccessPath as (path: string) => string[];
  const names = (text: string): boolean => {
    try {
      return text === field || splitPath(text)[0] === field;
    } catch {
      return false;
    }
  };
  const expressions = specExpressions(vega, spec).filter(({ text }) => datumFields(vega, text).includes(field));
  const named = stringsOf(spec).filter(({ key, text }) => !words.has(key) && names(text));
  const found = [...named, ...expressions].map(({ pointer }) => pointer);
  const view = viewOf(spec, mark);
  return found.find((pointer) => pointer.startsWith(`${view}/`)) ?? found[0];
}

/** JSON pointer to a text in a spec, preferably neither for readers nor a declaration. */
export function findText(spec: Spec, text: string): string | undefined {
  const same = stringsOf(spec).filter((entry) => entry.text === text);
  return (same.find(({ key }) => !words.has(key) || key === "format" || key === "type") ?? same[0])?.pointer;
}

/** JSON pointer to the expression that uses a name, or else to the text that equals it. */
export function findName(vega: Vega, spec: Spec, name: string): string | undefined {
  const uses = ({ tree }: SpecExpression): boolean =>
    nodesOf(tree).some((node) => node.type === "Identifier" && node["name"] === name);
  return specExpressions(vega, spec).find(uses)?.pointer ?? findText(spec, name);
}

/**
 * JSON pointer to the subject of a message from Vega: a text that it quotes or ends with, or a channel or function that
 * it begins with.
 */
export function findQuoted(vega: Vega, spec: Spec, message: string): string | undefined {
  const quoted = [...message.matchAll(/"([^"]+)"|'([^']+)'/g)].map(([, double, single]) => double ?? single ?? "");
  const last = message.slice(message.lastIndexOf(": ") + 2);
  for (const text of [...quoted, last].filter((candidate) => candidate !== "")) {
    const pointer = findText(spec, text);
    if (pointer !== undefined) return pointer;
  }
  const called = /^\w+(?=\(\))/.exec(message)?.[0];
  if (called !== undefined) return findName(vega, spec, called);
  const channel = /^(\w+)-encoding is dropped/.exec(message)?.[1] ?? /^Channel "(\w+)"/.exec(message)?.[1];
  return channel === undefined ? undefined : findMember(spec, channel, "");
}

/** Vega transform → Vega-Lite member, where the names differ. */
const members: Readonly<Record<string, string>> = {
  kde: "density",
  formula: "calculate",
  timeunit: "timeUnit",
  geopoint: "longitude",
  geoshape: "projection",
  joinaggregate: "joinaggregate",
  aggregate: "aggregate",
};

/** JSON pointer to a part of the compiled spec, by its name or type. */
export function findPart(spec: Spec, name: string): string | undefined {
  return findText(spec, name) ?? findMember(spec, members[name] ?? name, "");
}

/** JSON pointer to the first row of inline data that is null. */
export function findNullRow(spec: Spec): string | undefined {
  const visit = (value: unknown, pointer: string): string | undefined => {
    if (Array.isArray(value)) return firstOf(value.map((item, index) => () => visit(item, pointerTo(pointer, index))));
    if (!isSpec(value)) return undefined;
    const rows = value["values"];
    const at = Array.isArray(rows) ? rows.indexOf(null) : -1;
    if (at >= 0) return pointerTo(pointerTo(pointer, "values"), at);
    return firstOf(
      Object.entries(value).map(
        ([key, member]) =>
          () =>
            isOfOthers(key) ? undefined : visit(member, pointerTo(pointer, key)),
      ),
    );
  };
  return visit(spec, "");
}

function findMember(value: unknown, name: string, pointer: string): string | undefined {
  if (Array.isArray(value))
    return firstOf(value.map((item, index) => () => findMember(item, name, pointerTo(pointer, index))));
  if (!isSpec(value)) return undefined;
  if (Object.hasOwn(value, name)) return pointerTo(pointer, name);
  return firstOf(
    Object.entries(value).map(
      ([key, member]) =>
        () =>
          isOfOthers(key) ? undefined : findMember(member, name, pointerTo(pointer, key)),
    ),
  );
}

function firstOf(searches: readonly (() => string | undefined)[]): string | undefined {
  for (const search of searches) {
    const found = search();
    if (found !== undefined) return found;
  }
  return undefined;
}

interface SpecText {
  readonly pointer: string;
  /** Name of the member that holds it, or that holds the list it is in. */
  readonly key: string;
  readonly text: string;
}

/** Every text of a spec in order, except rows of data. */
function stringsOf(spec: Spec): readonly SpecText[] {
  const found: SpecText[] = [];
  const visit = (value: unknown, pointer: string, key: string): void => {
    if (typeof value === "string") found.push({ pointer, key, text: value });
    else if (Array.isArray(value)) value.forEach((item, index) => visit(item, pointerTo(pointer, index), key));
    else if (isSpec(value))
      for (const [name, member] of Object.entries(value))
        if (!isOfOthers(name)) visit(member, pointerTo(pointer, name), name);
  };
  visit(spec, "", "");
  return found;
}

/** JSON pointer to the view of a name generated by Vega-Lite; to the whole spec if the name contains no view. */
function viewOf(spec: Spec, name: string): string {
  let view: unknown = spec;
  let pointer = "";
  for (const [, kind, index] of name.matchAll(/(?:^|_)(?:(layer|concat)_(\d+)|child)(?=_)/g)) {
    if (!isSpec(view)) break;
    const member =
      kind === "layer"
        ? "layer"
        : kind === undefined
          ? "spec"
          : ["hconcat", "vconcat", "concat"].find((operator) => specs((view as Spec)[operator]).length > 0);
    if (member === undefined || view[member] === undefined) break;
    view = index === undefined ? view[member] : (view[member] as readonly unknown[])[Number(index)];
    pointer = index === undefined ? pointerTo(pointer, member) : pointerTo(pointerTo(pointer, member), index);
  }
  return pointer;
}

/** The value at a JSON pointer. */
export function valueAt(spec: Spec, pointer: string): unknown {
  return stepsOf(pointer).reduce<unknown>(
    (value, step) => (typeof value === "object" && value !== null ? (value as Spec)[step] : undefined),
    spec,
  );
}
