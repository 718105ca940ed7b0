/** A value that can be passed to SQL: a scalar or a list of scalars. */
export type Scalar = string | number | boolean | null;
export type ParameterValue = Scalar | readonly Scalar[];

/**
 * The parameters as SQL sees them: a scalar or list by its name (`$year`), each member of an object by its joined names
 * (`$weights_rd`), at any depth. A list of lists or objects becomes JSON text.
 */
export function flattenParameters(parameters: Readonly<Record<string, unknown>>): Map<string, ParameterValue> {
  const flat = new Map<string, ParameterValue>();
  const add = (name: string, value: unknown): void => {
    if (value === null || value === undefined) flat.set(name, null);
    else if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
      flat.set(name, value);
    else if (Array.isArray(value)) flat.set(name, value.every(isScalar) ? value : JSON.stringify(value));
    else if (typeof value === "object")
      for (const [key, member] of Object.entries(value)) add(`${name}_${key}`, member);
  };
  for (const [name, value] of Object.entries(parameters)) add(name, value);
  return flat;
}

function isScalar(value: unknown): value is Scalar {
  return value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}
