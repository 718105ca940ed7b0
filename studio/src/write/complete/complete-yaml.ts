import { type Schema, schemasAt, suggestKeys, suggestValues } from "./walk-schema.ts";
import { caretMark, type Suggestions } from "./words.ts";

interface OpenKey {
  readonly indent: number;
  readonly key: string | number;
}

const entry = /^(\s*)((?:- +)*)(?:("[^"]*"|'[^']*'|[^\s:#'"{[][^:#]*):(?=\s|$))?(.*)$/;

/** Where a caret stands in YAML in block style: the keys above it, and the keys beside it. */
export function yamlPlace(
  text: string,
  caret: number,
):
  | {
      readonly path: readonly (string | number)[];
      readonly at: "key" | "value";
      readonly typed: string;
      readonly given: ReadonlySet<string>;
    }
  | undefined {
  const lines = text.split("\n");
  const before = text.slice(0, caret).split("\n");
  const row = before.length - 1;
  const line = before[row]!;
  if (/(^|\s)#/.test(line)) return undefined;
  const value = /^(\s*)((?:- +)*)("[^"]*"|'[^']*'|[^\s:#'"{[][^:#]*):[ \t]+([\w.-]*)$/.exec(line);
  const item = /^(\s*)((?:- +)+)([\w.-]*)$/.exec(line);
  const key = /^(\s*)([\w.$-]*)$/.exec(line);
  const indent = (value ?? item ?? key)?.[1]?.length;
  if (indent === undefined) return undefined;
  const dashes = (value ?? item)?.[2]?.length ?? 0;
  const own = indent + dashes;
  const open = openKeys(lines.slice(0, row), own);
  const inList =
    dashes > 0
      ? [
          ...open.filter(
            (parent) => parent.indent < indent || (parent.indent === indent && typeof parent.key === "string"),
          ),
          { indent, key: 0 },
        ]
      : open;
  const path = inList.map((parent) => parent.key);
  const given = siblings(lines, row, own);
  if (value !== null) return { path: [...path, unquote(value[3]!)], at: "value", typed: value[4]!, given };
  if (item !== null) return { path, at: "value", typed: item[3]!, given };
  return { path, at: "key", typed: key![2]!, given };
}

/** The keys that are open before a line of an indent, outermost first. */
function openKeys(lines: readonly string[], indent: number): OpenKey[] {
  const open: OpenKey[] = [];
  for (const line of lines) {
    if (line.trim() === "" || line.trimStart().startsWith("#")) continue;
    const [, spaces = "", dashes = "", name] = entry.exec(line) ?? [];
    const at = spaces.length;
    const isItem = dashes !== "";
    // An item may stand as far left as the key of its list.
    const stays = ({ indent: own, key }: OpenKey): boolean =>
      own < at || (own === at && isItem && typeof key === "string");
    const kept = open.findLastIndex(stays) + 1;
    open.length = kept;
    if (dashes !== "") open.push({ indent: at, key: 0 });
    if (name !== undefined) open.push({ indent: at + dashes.length, key: unquote(name) });
  }
  return open.filter((parent) => parent.indent < indent);
}

/** The keys at an indent around a row, in the same mapping. */
function siblings(lines: readonly string[], row: number, indent: number): Set<string> {
  const found = new Set<string>();
  for (const step of [-1, 1]) {
    for (let at = row + step; at >= 0 && at < lines.length; at += step) {
      const line = lines[at]!;
      if (line.trim() === "" || line.trimStart().startsWith("#")) continue;
      const [, spaces = "", dashes = "", name] = entry.exec(line) ?? [];
      const own = spaces.length + dashes.length;
      if (own < indent) break;
      if (own === indent && name !== undefined) found.add(unquote(name));
      // A dash begins another item.
      if (own === indent && dashes !== "") break;
    }
  }
  return found;
}

function unquote(key: string): string {
  return key.trim().replace(/^(["'])(.*)\1$/, "$2");
}

/** What may stand at the caret of template.yaml or a test. */
export function completeYaml(text: string, caret: number, schema: Schema): Suggestions | undefined {
  const place = yamlPlace(text, caret);
  if (place === undefined) return undefined;
  const schemas = schemasAt(schema, place.path);
  const from = caret - place.typed.length;
  if (place.at === "value") return { from, options: suggestValues(schemas) };
  return {
    from,
    options: suggestKeys(schemas, place.given).map((found) => ({ ...found, insert: `${found.label}: ${caretMark}` })),
  };
}
