type Spec = Readonly<Record<string, unknown>>;

/**
 * Names of the data sources that a spec expects from outside: in Vega-Lite every `data: {name}` without its own values,
 * in lookups and layers too; in Vega the sources without `values`, `source` or `url`.
 */
export function specDataNames(spec: Spec, dialect: "vega-lite" | "vega"): readonly string[] {
  const names = new Set<string>();
  collect(spec, dialect, names);
  return [...names].filter((name) => !isDeclaredInSpec(spec, name));
}

/** Whether a spec itself declares a data source: `datasets` in Vega-Lite, a named output or source in Vega. */
export function isDeclaredInSpec(spec: Spec, name: string): boolean {
  const { datasets } = spec;
  return typeof datasets === "object" && datasets !== null && Object.hasOwn(datasets, name);
}

function collect(value: unknown, dialect: string, names: Set<string>): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, dialect, names);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  for (const key of Object.keys(value)) {
    const member = (value as Spec)[key];
    if (key === "values" || key === "datasets") continue;
    if (key === "data") {
      for (const source of dialect === "vega" && Array.isArray(member) ? (member as unknown[]) : [member])
        addSource(source, names);
    }
    collect(member, dialect, names);
  }
}

/** Vega's `from: {data: "x"}` is a string and refers to a source declared elsewhere. */
function addSource(source: unknown, names: Set<string>): void {
  if (typeof source !== "object" || source === null) return;
  const { name, values, url, source: upstream } = source as Record<string, unknown>;
  if (
    typeof name === "string" &&
    values === undefined &&
    url === undefined &&
    upstream === undefined &&
    !("sequence" in source) &&
    !("graticule" in source) &&
    !("sphere" in source)
  )
    names.add(name);
}
