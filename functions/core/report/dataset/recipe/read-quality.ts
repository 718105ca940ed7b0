import type { DatasetCheck } from "../../template/dataset-checks.ts";

/** How a metric is compared with numbers, as the standard names it. */
const operators = [
  "mustBe",
  "mustNotBe",
  "mustBeGreaterThan",
  "mustBeGreaterOrEqualTo",
  "mustBeLessThan",
  "mustBeLessOrEqualTo",
  "mustBeBetween",
  "mustNotBeBetween",
] as const;

/** Words of severity for what does not refuse data. */
const mild = /^(?:warn|warning|info|low)$/i;

/**
 * The check that a quality rule of the Open Data Contract Standard is: a metric of its library that must be nothing, or
 * a number of rows.
 *
 * @param rule with all scalars as texts
 * @param column of the property; undefined for a rule of the table
 * @returns undefined if no check of ours says the same
 */
export function qualityCheck(
  rule: Readonly<Record<string, unknown>>,
  column: string | undefined,
): DatasetCheck | undefined {
  const { type = "library", metric = rule["rule"], unit = "rows", severity } = rule;
  const used = operators.filter((operator) => rule[operator] !== undefined);
  const [operator] = used;
  if (type !== "library" || unit !== "rows" || used.length !== 1 || operator === undefined) return undefined;
  const compared = rule[operator];
  const check =
    metric === "rowCount" && column === undefined
      ? rowsOf(operator, compared)
      : isNothing(operator, compared)
        ? withoutFaults(metric, column, rule["arguments"])
        : undefined;
  if (check === undefined) return undefined;
  return typeof severity === "string" && mild.test(severity) ? { ...check, severity: "warning" } : check;
}

function isNothing(operator: (typeof operators)[number], compared: unknown): boolean {
  return (operator === "mustBe" || operator === "mustBeLessOrEqualTo") && compared === "0";
}

/** A metric that counts faults, of which there must be none. */
function withoutFaults(metric: unknown, column: string | undefined, given: unknown): DatasetCheck | undefined {
  const named = typeof given === "object" && given !== null ? (given as Readonly<Record<string, unknown>>) : {};
  const others = Object.keys(named);
  if (metric === "nullValues" && column !== undefined && others.length === 0) return { required: [column] };
  if (metric === "duplicateValues") {
    const properties = column === undefined ? textsOf(named["properties"]) : [column];
    return properties.length > 0 && others.every((name) => name === "properties") ? { unique: properties } : undefined;
  }
  const values = textsOf(named["validValues"]);
  const isList = metric === "invalidValues" && column !== undefined && values.length > 0;
  return isList && others.every((name) => name === "validValues") ? { values: { [column]: values } } : undefined;
}

function rowsOf(operator: (typeof operators)[number], compared: unknown): DatasetCheck | undefined {
  const [from, to] = (Array.isArray(compared) ? compared : [compared]).map((text) =>
    /^(?:0|[1-9][0-9]{0,14})$/.test(String(text)) ? Number(text) : undefined,
  );
  if (from === undefined) return undefined;
  if (operator === "mustBeBetween") return to === undefined ? undefined : { rows: { from, to } };
  if (Array.isArray(compared)) return undefined;
  if (operator === "mustBe") return { rows: { from, to: from } };
  if (operator === "mustBeGreaterThan") return { rows: { from: from + 1 } };
  if (operator === "mustBeGreaterOrEqualTo") return { rows: { from } };
  if (operator === "mustBeLessThan") return from === 0 ? undefined : { rows: { to: from - 1 } };
  return operator === "mustBeLessOrEqualTo" ? { rows: { to: from } } : undefined;
}

/** Texts of a list; an empty one stands for no value, which other checks are about. */
function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === "string" && one.trim() !== "") : [];
}
