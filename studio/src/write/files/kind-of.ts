export type FileKind = "text" | "query" | "yaml" | "chart" | "json" | "data" | "picture" | "plain";

const kinds: readonly (readonly [RegExp, FileKind])[] = [
  [/\.v[lg]\.json$/, "chart"],
  [/\.md$/, "text"],
  [/\.(liquid|txt)$/, "text"],
  [/\.sql$/, "query"],
  [/\.ya?ml$/, "yaml"],
  [/\.(csv|tsv|ndjson|jsonl)$/, "data"],
  [/^data\/.*\.json$/, "data"],
  [/\.(geo|topo)?json$/, "json"],
  [/\.(png|jpe?g|webp|gif|svg)$/, "picture"],
];

/** What a file of a template is, by its path. */
export function kindOf(path: string): FileKind {
  return kinds.find(([pattern]) => pattern.test(path.toLowerCase()))?.[1] ?? "plain";
}

/** Whether a file is text that the editor can open. */
export function isEditable(path: string): boolean {
  return kindOf(path) !== "picture" && !/\.(parquet|xlsx|do[ct]x|gz|zst|ttf|otf|woff2?)$/i.test(path);
}
