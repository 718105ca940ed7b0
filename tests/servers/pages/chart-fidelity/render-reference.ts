/**
 * Renders specs to SVG with plain Vega, as its authors ship it: the reference of the fidelity test. Only the text
 * metrics and the seed are Broadsheet's. It runs in a separate process (TZ=UTC), out of reach of everything that
 * Broadsheet registers with Vega.
 *
 * Input: a JSON list of corpus specs on stdin. Output: a JSON list of `{ svg }` or `{ error }`.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import * as vega from "vega";
import { compile } from "vega-lite";
import { createFontFiles } from "../../../../functions/adapters/font-files.ts";
import { measureTextWith } from "../../../../functions/core/report/chart/scene/text-metrics.ts";
import { openTypesetter } from "../../../../functions/core/report/fonts/open-typesetter.ts";
import { corpusData, type CorpusSpec } from "../../../chart-corpus/corpus.ts";

export type Reference = { readonly svg: string } | { readonly error: string };

const { setRandom, randomLCG } = vega as unknown as {
  setRandom(source: () => number): void;
  randomLCG(seed: number): () => number;
};
const typesetter = openTypesetter(createFontFiles(), "en", () => undefined);
measureTextWith(vega, typesetter, (line) => line);

const silent = { level: () => silent, error: keep, warn: keep, info: keep, debug: keep };
let failures: string[] = [];
function keep(...parts: readonly unknown[]): typeof silent {
  failures.push(parts.map(String).join(" "));
  return silent;
}
/** Loads a file as a browser would from the folder of vega-datasets. */
const loader = {
  options: {},
  load: (url: string) => readFile(join(corpusData, url), "utf8"),
  sanitize: async (uri: string) => ({ href: uri.startsWith("data/") ? join(corpusData, uri) : uri }),
};

async function render({ dialect, spec }: CorpusSpec): Promise<Reference> {
  failures = [];
  setRandom(randomLCG(20_260_101));
  try {
    const compiled = dialect === "vega" ? spec : compile(spec as never, { logger: silent as never }).spec;
    failures = [];
    const view = new vega.View(vega.parse(compiled as never), { loader: loader as never, logger: silent as never });
    const svg = await view.toSVG();
    // An animated chart's timer would keep this process from ending.
    view.finalize();
    const fatal = failures.find((failure) => /Error|failed/i.test(failure));
    return fatal === undefined ? { svg } : { error: fatal };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

const specs = JSON.parse(await text(process.stdin)) as readonly CorpusSpec[];
const results: Reference[] = [];
for (const spec of specs) results.push(await render(spec));
process.stdout.write(JSON.stringify(results));
