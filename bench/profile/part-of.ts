/**
 * Part of the work → pattern of a frame's URL or name. A stack belongs to the first part in the list that any of its
 * frames matches.
 */
const patterns: readonly (readonly [part: string, pattern: RegExp])[] = [
  ["waiting", /^\(idle\)/],
  ["profiler", /node:inspector/],
  ["garbage collection", /^\(garbage collector\)/],
  ["compression", /node:zlib|deflate/i],
  ["fonts embedded", /report\/(fonts\/subset-font|pdf\/file\/(embedded-face|pdf-fonts))\./],
  ["shaping", /report\/fonts\/|node_modules\/fontkit/],
  ["compile", /report\/chart\/spec\/(compile|build|prepare)-spec\.|node_modules\/vega-lite/],
  ["drawing", /report\/chart\/scene\/draw-scene\.|report\/pdf\/(canvas\/|draw-page\.)/],
  ["dataflow", /report\/chart\/|node_modules\/vega/],
  ["layout", /report\/layout\/|node_modules\/(bidi-js|hyphen)/],
  ["compose", /report\/(compose|document)\/|node_modules\/(liquidjs|mdast|micromark)/],
  ["query", /report\/(query|dataset)\/|node_modules\/@duckdb/],
  ["PDF structure", /report\/pdf\/|node_modules\/pdfkit/],
  ["template and request", /report\/(template|request)\/|node_modules\/(ajv|yaml)/],
  [
    "loading modules",
    /node:internal\/modules|node:internal\/process\/execution|module_job|wrapSafe|compileSourceTextModule/,
  ],
];

/** Parts that are not Broadsheet's own: Vega's compile and dataflow, DuckDB, and the cost of measuring. */
export const othersParts: ReadonlySet<string> = new Set(["compile", "dataflow", "query", "waiting", "profiler"]);

/** Returns the part of the work to which a stack of frames belongs, innermost first. */
export function partOf(frames: readonly { readonly functionName: string; readonly url: string }[]): string {
  const texts = frames.map(({ functionName, url }) => (url === "" ? functionName : `${url} ${functionName}`));
  return patterns.find(([, pattern]) => texts.some((text) => pattern.test(text)))?.[0] ?? "other";
}
