/** A Vega or Vega-Lite specification as JSON, or a part of one. */
export interface Spec {
  readonly [key: string]: unknown;
}

/** Whether a value is a JSON object. */
export function isSpec(value: unknown): value is Spec {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The objects of a list; none for anything else. */
export function specs(value: unknown): readonly Spec[] {
  return Array.isArray(value) ? value.filter(isSpec) : [];
}
