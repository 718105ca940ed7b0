/**
 * Loads the JSON Schema of a dialect from its package. It is as large as the engine, so it is imported only to check a
 * spec or to explain a failure, never for a chart that can be drawn.
 */
export async function loadSchema(dialect: "vega-lite" | "vega"): Promise<Readonly<Record<string, unknown>>> {
  const { default: schema } =
    dialect === "vega"
      ? await import("vega/vega-schema.json", { with: { type: "json" } })
      : await import("vega-lite/vega-lite-schema.json", { with: { type: "json" } });
  return schema;
}

/** End of a spec's `$schema` that declares the installed version. */
export const schemaVersions = { "vega-lite": "vega-lite/v6.json", vega: "vega/v6.json" } as const;
