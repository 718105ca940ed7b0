import type { Scalar } from "./flatten-parameters.ts";

/** The common type of several values: whole numbers are BIGINT, other numbers DOUBLE; mixed kinds are text. */
export type ParameterType = "SQLNULL" | "BOOLEAN" | "BIGINT" | "DOUBLE" | "VARCHAR";

export function parameterType(values: readonly Scalar[]): ParameterType {
  const present = values.filter((value) => value !== null);
  if (present.length === 0) return "SQLNULL";
  if (present.every((value) => typeof value === "boolean")) return "BOOLEAN";
  if (present.every((value) => typeof value === "number"))
    return present.every((value) => Number.isSafeInteger(value)) ? "BIGINT" : "DOUBLE";
  return "VARCHAR";
}
