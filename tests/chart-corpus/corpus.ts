import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Spec } from "../../functions/core/report/chart/spec.ts";
import { firmlyPlaced, placementSpecs } from "./placement-specs.ts";
import { vegaLiteSpecs } from "./vega-lite-specs.ts";
import { vegaSpecs } from "./vega-specs.ts";

export interface CorpusSpec {
  readonly name: string;
  readonly dialect: "vega-lite" | "vega";
  readonly spec: Spec;
}

/** The folder that the URLs of the corpus refer to: `data/cars.json` is a file of vega-datasets. */
export const corpusData = fileURLToPath(new URL("../../node_modules/vega-datasets/", import.meta.url));

const examples = join(import.meta.dirname, "vega-lite");

/** Reads all specs of the corpus, sorted by name: Vega-Lite's examples and our own. */
export function readCorpus(): readonly CorpusSpec[] {
  const theirs = readdirSync(examples)
    .filter((file) => file.endsWith(".vl.json"))
    .map((file): CorpusSpec => ({
      name: `example/${file.replace(".vl.json", "")}`,
      dialect: "vega-lite",
      spec: JSON.parse(readFileSync(join(examples, file), "utf8")) as Spec,
    }));
  const ours = [
    ...named(vegaLiteSpecs, "vega-lite"),
    ...named(vegaSpecs, "vega"),
    ...named(Object.fromEntries(firmlyPlaced.map((name) => [name, placementSpecs[name]!])), "vega"),
  ];
  return [...theirs, ...ours].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function named(specs: Readonly<Record<string, Spec>>, dialect: CorpusSpec["dialect"]): readonly CorpusSpec[] {
  return Object.entries(specs).map(([name, spec]) => ({ name: `${dialect}/${name}`, dialect, spec }));
}
