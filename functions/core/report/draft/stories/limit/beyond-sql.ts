import type { LimitPair } from "./limit-role.ts";

/**
 * SQL of whether a value is beyond one of its limits; NULL if that cannot be known. Of a value that is only known to be
 * less than a bound, a bound up to the limit says that it is within.
 */
export function overSql(pair: LimitPair): string {
  const { lower, upper } = pair;
  return upper === undefined ? "false" : sideSql({ pair, limit: upper.value, other: lower?.value, than: ">" });
}

/** SQL of whether a value is below its lower limit; NULL if that cannot be known. */
export function underSql(pair: LimitPair): string {
  const { lower, upper } = pair;
  return lower === undefined ? "false" : sideSql({ pair, limit: lower.value, other: upper?.value, than: "<" });
}

/** SQL of whether a value is beyond its limits on any side; NULL if that cannot be known. */
export function beyondSql(pair: LimitPair): string {
  return [...(pair.upper === undefined ? [] : [overSql(pair)]), ...(pair.lower === undefined ? [] : [underSql(pair)])]
    .map((side) => `(${side})`)
    .join(" OR ");
}

interface Side {
  readonly pair: Pick<LimitPair, "measure" | "sign">;
  readonly limit: string;
  /** The limit of the other side: a row that has only that is within on this one. */
  readonly other: string | undefined;
  readonly than: ">" | "<";
}

function sideSql({ pair: { measure, sign }, limit, other, than }: Side): string {
  const value = `(${measure.value})::DOUBLE`;
  const [within, opposite] = than === ">" ? ["<=", "<"] : [">=", ">"];
  const cases = [
    ...(other === undefined
      ? []
      : [`WHEN ${limit} IS NULL AND ${other} IS NOT NULL AND ${value} IS NOT NULL THEN false`]),
    ...(sign === undefined
      ? []
      : [
          `WHEN (${sign}) = '${opposite}' THEN CASE WHEN ${value} ${within} ${limit} THEN false END`,
          `WHEN (${sign}) = '${than}' THEN CASE WHEN ${value} ${than}= ${limit} THEN true END`,
        ]),
  ];
  const plain = `${value} ${than} ${limit}`;
  return cases.length === 0 ? plain : `CASE ${cases.join(" ")} ELSE ${plain} END`;
}
