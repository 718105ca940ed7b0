/**
 * The JSON Schema of a dialect as its package ships it. It is as large as the engine: imported only when a spec is checked, or
 * has failed and is to be explained, never for a chart that can be drawn.
 */
export async function loadSchema(dialect: "vega-lite" | "vega"): Promise<Readonly<Record<string, unknown>>> {
  const { default: schema } =
    dialect === "vega" ? await import("vega/vega-schema.json", { with: { type: "json" } }) : await import("vega-lite/vega-lite-schema.json", { with: { type: "json" } });
  return schema;
}

/** How a spec's `$schema` ends that promises to be of the version that is installed. */
export const schemaVersions = { "vega-lite": "vega-lite/v6.json", vega: "vega/v6.json" } as const;
