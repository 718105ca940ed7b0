import { isMap, isScalar, parseDocument, type YAMLMap } from "yaml";
import type { TypedColumn } from "../change.ts";
import type { Patch } from "../edit.ts";
import type { Texts } from "../rename/uses.ts";

/**
 * The patch that adds columns to those that `template.yaml` says a dataset must have, so that a report of other data is
 * refused without them. A dataset of which nothing is demanded stays so.
 *
 * @param alias of the dataset; of a query nothing is declared
 */
export function declareColumns(texts: Texts, alias: string, reads: readonly TypedColumn[]): readonly Patch[] {
  const file = "template.yaml";
  const source = texts[file] ?? "";
  const document = parseDocument(source, { logLevel: "silent" });
  const columns = document.errors.length > 0 ? undefined : document.getIn(["datasets", alias, "columns"], true);
  if (!isMap(columns) || columns.items.length === 0) return [];
  const known = new Set(columns.items.map(({ key }) => (isScalar(key) ? String(key.value) : "")));
  const missing = reads.filter(({ name }) => !known.has(name)).map(({ name, type }) => `${written(name)}: ${type}`);
  if (missing.length === 0) return [];
  const { at, before } = placeBehind(source, columns);
  return [{ file, from: at, to: at, text: missing.map((entry) => before + entry).join("") }];
}

/** Where another member is written, and what stands before it. */
function placeBehind(source: string, columns: YAMLMap): { readonly at: number; readonly before: string } {
  const last = columns.items.at(-1)! as {
    readonly key: { range: number[] };
    readonly value: { range?: number[] } | null;
  };
  const at = (last.value?.range ?? last.key.range)[1]!;
  if (columns.flow === true) return { at, before: ", " };
  const first = columns.items[0]! as { readonly key: { range: number[] } };
  const begin = first.key.range[0]!;
  const indent = begin - (source.lastIndexOf("\n", begin - 1) + 1);
  return { at, before: `\n${" ".repeat(indent)}` };
}

function written(name: string): string {
  const isPlain =
    /^[\p{L}_][\p{L}\p{N}_ -]*(?<! )$/u.test(name) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(name);
  return isPlain ? name : JSON.stringify(name);
}
