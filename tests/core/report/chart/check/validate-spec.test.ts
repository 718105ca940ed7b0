import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkReferences } from "../../../../../functions/core/report/chart/check/check-references.ts";
import { loadSchema, schemaVersions } from "../../../../../functions/core/report/chart/check/load-schema.ts";
import { loadVega } from "../../../../../functions/core/report/chart/load-vega.ts";
import {
  expressionFaults,
  specExpressions,
} from "../../../../../functions/core/report/chart/check/spec-expressions.ts";
import type { Spec } from "../../../../../functions/core/report/chart/spec.ts";
import type { SpecFault } from "../../../../../functions/core/report/chart/check/spec-fault.ts";
import { validateSpec } from "../../../../../functions/core/report/chart/check/validate-spec.ts";
import { readCorpus } from "../../../../chart-corpus/corpus.ts";

const root = join(import.meta.dirname, "../../../../..");

interface Named {
  readonly name: string;
  readonly dialect: "vega-lite" | "vega";
  readonly spec: Spec;
}

/** The specs of the templates and of the scaffold, as written. */
function ownSpecs(): readonly Named[] {
  const templates = readdirSync(join(root, "templates"), { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  const folders = [
    ...templates.map(({ name }) => join(root, "templates", name, "charts")),
    join(root, "functions/local/scaffold/charts"),
  ];
  return folders.flatMap((folder) => {
    const files = readdirSync(folder, { withFileTypes: true }).filter((file) => file.name.endsWith(".json"));
    return files.map(({ name }): Named => ({
      name,
      dialect: name.endsWith(".vg.json") ? "vega" : "vega-lite",
      spec: JSON.parse(readFileSync(join(folder, name), "utf8")) as Spec,
    }));
  });
}

async function faultsOf({ dialect, spec }: Named): Promise<readonly SpecFault[]> {
  const { vega } = await loadVega();
  const shape = validateSpec(await loadSchema(dialect), spec, schemaVersions[dialect]).filter(({ sure }) => sure);
  return [
    ...shape,
    ...expressionFaults(vega, specExpressions(vega, spec)),
    ...(dialect === "vega" ? checkReferences(vega, spec) : []),
  ];
}

describe("a spec that can be drawn", () => {
  it("is without fault: the corpus, the templates, the scaffold", async () => {
    const corpus = readCorpus();
    expect(corpus.length).toBeGreaterThan(450);
    // The server suites and CI take all of them, `npm test` a sample.
    const all = [...corpus.filter((_, index) => process.env["WHOLE"] !== undefined || index % 4 === 0), ...ownSpecs()];
    const found: string[] = [];
    for (const spec of all)
      for (const { pointer, message } of await faultsOf(spec)) found.push(`${spec.name} ${pointer}: ${message}`);
    expect(found).toEqual([]);
  }, 60_000);

  it("is without fault as compiled: what Vega-Lite makes is Vega", async () => {
    const { compileVegaLite } = await loadVega();
    const quiet = { level: () => quiet, error: () => quiet, warn: () => quiet, info: () => quiet, debug: () => quiet };
    const found: string[] = [];
    for (const { name, spec } of ownSpecs().filter(
      (own) => own.dialect === "vega-lite" && !/\{\{|\{%/.test(JSON.stringify(own.spec)),
    )) {
      const compiled = compileVegaLite({ data: { name: "data" }, ...spec } as never, { logger: quiet as never })
        .spec as unknown as Spec;
      for (const { pointer, message } of await faultsOf({
        name,
        dialect: "vega",
        spec: JSON.parse(JSON.stringify(compiled)) as Spec,
      }))
        found.push(`${name} ${pointer}: ${message}`);
    }
    expect(found).toEqual([]);
  }, 60_000);

  it("may hold Liquid anywhere, rows of any shape, and notes of its own", async () => {
    const spec = {
      mark: "{{ parameters.mark }}",
      height: "{{ parameters.height }}",
      data: { values: [{ heigth: 1 }] },
      "x-note": "for the editors",
      encoding: { x: { field: "a", type: "{% if a %}nominal{% endif %}" } },
    };
    expect(await faultsOf({ name: "liquid", dialect: "vega-lite", spec })).toEqual([]);
  });
});

it("knows the versions that are installed", () => {
  for (const dialect of ["vega-lite", "vega"] as const) {
    const { version } = JSON.parse(readFileSync(join(root, "node_modules", dialect, "package.json"), "utf8")) as {
      version: string;
    };
    expect(schemaVersions[dialect]).toBe(`${dialect}/v${version.split(".")[0]}.json`);
  }
});

it("reports features that the declared version lacks, and ignores those of other versions", async () => {
  const spec = { mark: "bar", encoding: {}, selection: { brush: {} } };
  expect(await faultsOf({ name: "old", dialect: "vega-lite", spec })).toEqual([]);
  expect(
    await faultsOf({
      name: "new",
      dialect: "vega-lite",
      spec: { ...spec, $schema: "https://vega.github.io/schema/vega-lite/v6.json" },
    }),
  ).toMatchObject([{ code: "unknown-property", pointer: "/selection" }]);
});
