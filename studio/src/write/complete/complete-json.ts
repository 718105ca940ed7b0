import { type Schema, schemasAt, suggestKeys, suggestValues } from "./walk-schema.ts";
import { caretMark, ofKind, type Suggestion, type Suggestions } from "./words.ts";

/** Where a caret stands in JSON. */
export interface JsonPlace {
  readonly path: readonly (string | number)[];
  /** At a key of the object at `path`, or at the value at `path`. */
  readonly at: "key" | "value";
  /** What is written up to the caret, and whether a quote opens it. */
  readonly typed: string;
  readonly quoted: boolean;
  /** Keys that the object has before and behind the caret. */
  readonly given: ReadonlySet<string>;
}

interface Level {
  /** The key whose value is being read; the index in a list. */
  key: string | number | undefined;
  readonly list: boolean;
  readonly keys: Set<string>;
  expects: "key" | "value" | "rest";
}

/** Reads JSON up to a caret; what is faulty before it is passed over. */
export function jsonPlace(text: string, caret: number): JsonPlace | undefined {
  const levels: Level[] = [];
  const token = /"((?:[^"\\\n]|\\.)*)("?)|[{}[\],:]|[^\s{}[\],:"]+/g;
  const before = text.slice(0, caret);
  let typed = "";
  let quoted = false;
  for (const match of before.matchAll(token)) {
    const [whole, content, end] = match;
    const level = levels.at(-1);
    if (whole === "{" || whole === "[")
      levels.push({
        key: whole === "[" ? 0 : undefined,
        list: whole === "[",
        keys: new Set(),
        expects: whole === "[" ? "value" : "key",
      });
    else if (whole === "}" || whole === "]") {
      levels.pop();
      const outer = levels.at(-1);
      if (outer !== undefined) outer.expects = "rest";
    } else if (level === undefined) continue;
    else if (whole === ",") {
      level.expects = level.list ? "value" : "key";
      if (typeof level.key === "number") level.key += 1;
    } else if (whole === ":") level.expects = "value";
    else if (match.index + whole.length === caret && end !== '"') {
      typed = content ?? whole;
      quoted = content !== undefined;
    } else if (level.expects === "key" && content !== undefined) {
      level.key = content;
      level.keys.add(content);
      level.expects = "rest";
    } else level.expects = "rest";
  }
  const level = levels.at(-1);
  if (level === undefined || level.expects === "rest") return undefined;
  const path = levels.slice(0, -1).flatMap(({ key }) => key ?? []);
  if (level.expects === "key")
    return {
      path,
      at: "key",
      typed,
      quoted,
      given: new Set([
        ...level.keys,
        ...keysBehind(quoted ? text.slice(caret).replace(/^[^"\n]*"/, "") : text.slice(caret)),
      ]),
    };
  return { path: [...path, ...[level.key].flatMap((key) => key ?? [])], at: "value", typed, quoted, given: level.keys };
}

/** Keys of the object that holds the beginning of a text, from there on. */
function keysBehind(rest: string): string[] {
  const found: string[] = [];
  let depth = 0;
  for (const [whole, content, colon] of rest.matchAll(/"((?:[^"\\\n]|\\.)*)"(\s*:)?|[{}[\]]/g)) {
    if (whole === "{" || whole === "[") depth += 1;
    else if (whole === "}" || whole === "]") depth -= 1;
    else if (depth === 0 && colon !== undefined) found.push(content!);
    if (depth < 0) break;
  }
  return found;
}

/** Parts of a spec that name a column. */
const columnKeys: ReadonlySet<string | number | undefined> = new Set([
  "field",
  "groupby",
  "sort",
  "fields",
  "joinaggregate",
]);

/** What may stand at the caret of a chart's spec or another JSON file with a schema. */
export function completeJson(
  text: string,
  caret: number,
  schema: Schema,
  columns: readonly string[] = [],
): Suggestions | undefined {
  const place = jsonPlace(text, caret);
  if (place === undefined) return undefined;
  const schemas = schemasAt(schema, place.path);
  const from = caret - place.typed.length;
  const quote = (name: string): string => (place.quoted ? name : `"${name}"`);
  if (place.at === "key")
    return {
      from,
      options: suggestKeys(schemas, place.given).map((found) => ({
        ...found,
        insert: place.quoted ? found.label : `"${found.label}": ${caretMark}`,
      })),
    };
  const named = columnKeys.has(place.path.findLast((part) => typeof part === "string"));
  const words: Suggestion[] = [...(named ? ofKind("column", columns) : []), ...suggestValues(schemas)];
  return {
    from,
    options: words.map((found) =>
      /^(true|false|-?\d+(\.\d+)?)$/.test(found.label) ? found : { ...found, insert: quote(found.label) },
    ),
  };
}
