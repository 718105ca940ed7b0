import type { DuckDBPreparedStatement, DuckDBType, DuckDBValue } from "@duckdb/node-api";
import type { ParameterValue, Scalar } from "./flatten-parameters.ts";
import { type ParameterType, parameterType } from "./parameter-type.ts";

const millisecondsPerDay = 86_400_000;

/**
 * Binds the parameters that a statement uses. Whole numbers are BIGINT, other numbers DOUBLE; a list has a single type;
 * `report_date` is a DATE.
 */
export async function bindParameters(
  statement: DuckDBPreparedStatement,
  parameters: ReadonlyMap<string, ParameterValue>,
): Promise<void> {
  const { BIGINT, BOOLEAN, DATE, DOUBLE, LIST, SQLNULL, VARCHAR, DuckDBDateValue, listValue } =
    await import("@duckdb/node-api");
  const types: Readonly<Record<ParameterType, DuckDBType>> = { BIGINT, BOOLEAN, DOUBLE, SQLNULL, VARCHAR };
  const typeOf = (values: readonly Scalar[]): DuckDBType => types[parameterType(values)];
  for (let index = 1; index <= statement.parameterCount; index++) {
    const name = statement.parameterName(index);
    const value = parameters.get(name) ?? null;
    if (Array.isArray(value)) {
      const list = value as readonly Scalar[];
      const item = typeOf(list);
      const items = list.map((entry) =>
        entry === null ? null : item === VARCHAR ? String(entry) : item === DOUBLE ? entry : bound(entry),
      );
      statement.bindList(index, listValue(items), LIST(item === SQLNULL ? VARCHAR : item));
    } else if (value === null) statement.bindNull(index);
    else if (name === "report_date" && typeof value === "string")
      statement.bindValue(index, new DuckDBDateValue(Date.parse(value) / millisecondsPerDay), DATE);
    else statement.bindValue(index, bound(value as Scalar), typeOf([value as Scalar]));
  }
}

function bound(value: Scalar): DuckDBValue {
  return typeof value === "number" && Number.isSafeInteger(value) ? BigInt(value) : value;
}
