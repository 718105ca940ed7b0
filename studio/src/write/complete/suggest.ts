import vegaSchemaUrl from "vega/vega-schema.json?url";
import vegaLiteSchemaUrl from "vega-lite/vega-lite-schema.json?url";
import { kindOf } from "../files/kind-of.ts";
import { usedName } from "../places/find-uses.ts";
import { beginChart } from "./chart-recipes.ts";
import { completeJson } from "./complete-json.ts";
import { completeLiquid } from "./complete-liquid.ts";
import { completeReport } from "./complete-report.ts";
import { completeSql } from "./complete-sql.ts";
import { completeYaml } from "./complete-yaml.ts";
import type { Schema } from "./walk-schema.ts";
import type { Authoring } from "./use-authoring.ts";
import type { Suggestions, TemplateNames } from "./words.ts";

interface Known {
  readonly names: TemplateNames;
  readonly authoring: Authoring;
  readonly functions: readonly string[];
}

const schemas = new Map<string, Promise<Schema>>();

/** A schema is fetched when the first file that it describes asks for suggestions. */
function loadSchema(url: string): Promise<Schema> {
  let loading = schemas.get(url);
  if (loading === undefined) {
    loading = fetch(url).then(async (answer) => (await answer.json()) as Schema);
    loading.catch(() => schemas.delete(url));
    schemas.set(url, loading);
  }
  return loading;
}

/** What may stand at the caret of any file of a template. */
export async function suggest(
  path: string,
  text: string,
  at: number,
  { names, authoring: { words, schemas: own }, functions }: Known,
): Promise<Suggestions | undefined> {
  switch (kindOf(path)) {
    case "text":
      return completeReport(text, at, words, names);
    case "query":
      return completeSql(text, at, usedName(path), [...words.macros, ...functions], names);
    case "yaml":
      if (path === "template.yaml")
        return completeLiquid(text, at, words, names) ?? completeYaml(text, at, own.template);
      return path.startsWith("tests/") ? completeYaml(text, at, own.test) : undefined;
    case "chart": {
      const begun = path.endsWith(".vl.json") ? beginChart(text, at) : undefined;
      if (begun !== undefined) return begun;
      const columns = [...new Set([...names.queries.values()].flat())];
      return (
        completeLiquid(text, at, words, names) ??
        completeJson(text, at, await loadSchema(path.endsWith(".vg.json") ? vegaSchemaUrl : vegaLiteSchemaUrl), columns)
      );
    }
    default:
      return undefined;
  }
}
