import { kindOf } from "../files/kind-of.ts";
import type { SourcePlace } from "./placed-block.ts";

/** The name by which a text uses a file: that of a query, a chart, an image. */
export function usedName(path: string): string {
  return path.replace(/^(queries|charts)\//, "").replace(/\.(sql|v[lg]\.json)$/, "");
}

/**
 * The lines of a template's texts that use a query, a chart or a picture, directives first.
 *
 * @param texts path → text
 */
export function findUses(path: string, texts: ReadonlyMap<string, string>): SourcePlace[] {
  const kind = kindOf(path);
  const name = escape(usedName(path));
  const attribute = kind === "query" ? "data" : kind === "chart" ? "spec" : kind === "picture" ? "file" : undefined;
  if (attribute === undefined) return [];
  const inDirective = new RegExp(`\\b${attribute}=["']?${kind === "picture" ? escape(path) : name}\\b`);
  const inLiquid = kind === "query" ? new RegExp(`\\{[{%][^}]*\\b${name}\\.`) : undefined;
  const found: { readonly place: SourcePlace; readonly rank: number }[] = [];
  for (const [file, text] of texts) {
    if (kindOf(file) !== "text") continue;
    for (const [index, line] of text.split("\n").entries()) {
      const rank = inDirective.test(line) ? 0 : inLiquid?.test(line) === true ? 1 : undefined;
      if (rank !== undefined) found.push({ place: { file, line: index + 1 }, rank });
    }
  }
  return found.sort((a, b) => a.rank - b.rank).map(({ place }) => place);
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
