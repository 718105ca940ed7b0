type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * Fills in the defaults of a value's JSON Schema, at every depth, also in the items of lists: an absent member takes
 * its `default`; an absent object without one is created if its members have defaults. Returns a copy; given values
 * are never changed.
 */
export function fillDefaults(schema: unknown, value: unknown): unknown {
  // A schema may also be `true` or `false`, which have neither.
  const { default: preset, properties, items } = schema as JsonSchema;
  const given = value === undefined ? structuredClone(preset) : value;
  if (Array.isArray(given) && items !== undefined) return given.map((item) => fillDefaults(items, item));
  if (!isObject(properties) || (given !== undefined && !isObject(given))) return given;
  const filled: Record<string, unknown> = { ...given };
  for (const [name, property] of Object.entries(properties)) {
    const member = fillDefaults(property, Object.hasOwn(filled, name) ? filled[name] : undefined);
    if (member !== undefined) filled[name] = member;
  }
  return given === undefined && Object.keys(filled).length === 0 ? undefined : filled;
}

function isObject(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
