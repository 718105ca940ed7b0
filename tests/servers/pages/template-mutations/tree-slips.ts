import { nextDigit, pick, words } from "./text-slips.ts";

/** A place in JSON or YAML: the names and indexes that lead to it. */
export type Path = readonly (string | number)[];

/** What a slip does to one value: another value, or nothing to leave it out. */
export interface TreeSlip {
  readonly path: Path;
  readonly before: unknown;
  /** `undefined`: left out. */
  readonly after: unknown;
}

const marks = ["bar", "line", "point", "area", "tick", "rule", "text", "circle", "square", "rect", "arc"];
const types = ["quantitative", "nominal", "ordinal", "temporal"];
const aggregates = ["sum", "mean", "median", "min", "max", "count"];

/** Members that say nothing about the report. */
const idle = new Set(["$schema"]);

/** Chooses a value of the tree and changes it, or leaves it out, as an author's slip would. */
export function slipInTree(tree: unknown, random: () => number): TreeSlip | undefined {
  const places = placesOf(tree, []);
  if (places.length === 0) return undefined;
  const [path, before] = pick(places, random);
  const after = typeof before === "object" || random() < 0.15 ? undefined : changed(before, path, tree, random);
  return Object.is(after, before) ? undefined : { path, before, after };
}

/** The tree with the slip in it. */
export function withSlip(tree: unknown, { path, after }: TreeSlip): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return after;
  if (Array.isArray(tree))
    return tree.flatMap((value: unknown, index) =>
      index !== step
        ? [value]
        : rest.length === 0 && after === undefined
          ? []
          : [withSlip(value, { path: rest, before: undefined, after })],
    );
  return Object.fromEntries(
    Object.entries(tree as object).flatMap(([name, value]: [string, unknown]) =>
      name !== step
        ? [[name, value]]
        : rest.length === 0 && after === undefined
          ? []
          : [[name, withSlip(value, { path: rest, before: undefined, after })]],
    ),
  );
}

/** Every value below the top; parts of a tree are there to be left out. */
function placesOf(tree: unknown, path: Path): (readonly [Path, unknown])[] {
  if (typeof tree !== "object" || tree === null) return path.length === 0 ? [] : [[path, tree]];
  const below = (
    Array.isArray(tree) ? tree.map((value: unknown, index) => [index, value] as const) : Object.entries(tree)
  ).filter(([name]) => !idle.has(String(name)));
  return [
    ...(path.length === 0 ? [] : [[path, tree] as const]),
    ...below.flatMap(([name, value]) => placesOf(value, [...path, name])),
  ];
}

function changed(value: unknown, path: Path, tree: unknown, random: () => number): unknown {
  const name = path.at(-1);
  if (typeof value === "number") return pick([Number(nextDigit(String(value))), -value, value * 2, value + 1], random);
  if (typeof value === "boolean") return !value;
  if (typeof value !== "string") return undefined;
  if (name === "field")
    return pick(
      placesOf(tree, [])
        .filter(([at]) => at.at(-1) === "field")
        .map(([, field]) => field),
      random,
    );
  if (marks.includes(value) && (name === "mark" || name === "type")) return pick(marks, random);
  if (types.includes(value)) return pick(types, random);
  if (aggregates.includes(value)) return pick(aggregates, random);
  if (/^#[0-9a-f]{3,6}$/i.test(value) || value === "accent" || value === "muted" || value === "ink") return "#00aa55";
  if (/^(?:left|right|center|top|bottom|middle)$/.test(value)) return value === "left" ? "right" : "left";
  if (/[<>=!]=|\?|&&|\|\|/.test(value))
    return value.replace(
      /==|!=|<=|>=|&&|\|\|/,
      (operator) => ({ "==": "!=", "!=": "==", "<=": ">", ">=": "<", "&&": "||", "||": "&&" })[operator] ?? operator,
    );
  if (/\d/.test(value) && random() < 0.5) return nextDigit(value);
  const found = [...value.matchAll(/[a-z]{4,}|[\u4e00-\u9fff]{2}/g)];
  if (found.length === 0) return `${value}x`;
  const { 0: word, index } = pick(found, random);
  return (
    value.slice(0, index) + (word.charCodeAt(0) > 127 ? "另外" : pick(words, random)) + value.slice(index + word.length)
  );
}
