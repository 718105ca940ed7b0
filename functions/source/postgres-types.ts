import type { StagedColumn, StagedType } from "../core/report/dataset/source/staged-rows.ts";
import type { Problem } from "../core/errors.ts";

/** A column of a result as the protocol describes it. */
export interface ResultField {
  readonly name: string;
  /** Object id of its type. */
  readonly dataTypeID: number;
  /** What the type was declared with; -1: nothing. */
  readonly dataTypeModifier: number;
}

/** What `pg_type` says of a type: its name, and its category by a letter. */
export interface KnownType {
  readonly name: string;
  readonly category: string;
}

/** Types with values of their own, by their names in `pg_type`. */
const typed: Readonly<Record<string, StagedType>> = {
  bool: "BOOLEAN",
  int2: "SMALLINT",
  int4: "INTEGER",
  int8: "BIGINT",
  oid: "BIGINT",
  float4: "REAL",
  float8: "REAL",
  date: "DATE",
  timestamp: "TIMESTAMP",
  timestamptz: "INSTANT",
};

/** Types whose text is the value. `money` is not among them: its text depends on the server's locale. */
const texts: ReadonlySet<string> = new Set(
  "json jsonb xml uuid time timetz interval inet cidr macaddr macaddr8 bit varbit pg_lsn xid xid8".split(" "),
);

/**
 * The column of a table that holds the values of a result's column exactly.
 *
 * @param type what `pg_type` says of its type
 * @returns a problem for a type that no column holds: arrays, composites, ranges, bytes, money
 */
export function columnOfField(
  { name, dataTypeModifier }: ResultField,
  type: KnownType | undefined,
): StagedColumn | Problem {
  const known = type?.name ?? "unknown";
  const own = Object.hasOwn(typed, known) ? typed[known] : undefined;
  if (own !== undefined) return { name, type: own };
  if (known === "numeric") return { name, type: numericType(dataTypeModifier) };
  // Strings of all kinds, and enumerations.
  if (texts.has(known) || type?.category === "S" || type?.category === "E" || known === "unknown")
    return { name, type: "VARCHAR" };
  return {
    code: "unsupported-type",
    message: `Column "${name}" is of type ${spell(known)}, which no dataset holds`,
    where: { pointer: "/query", name },
    seen: spell(known),
    allowed: "booleans, numbers, dates, times, text, json",
    hint:
      type?.category === "A"
        ? "use unnest(), array_to_string() or an element of it"
        : known === "money"
          ? "cast it: column::numeric"
          : "cast it: column::text",
  };
}

/** An array's type is named with an underscore. */
function spell(type: string): string {
  return type.startsWith("_") ? `${type.slice(1)}[]` : type;
}

/** The digits that a column was declared with; a negative scale, or one beyond the precision, is of newer servers. */
function numericType(modifier: number): StagedType {
  if (modifier < 4) return "NUMERIC";
  const precision = ((modifier - 4) >> 16) & 0xffff;
  const scale = (modifier - 4) & 0x7ff;
  return precision <= 38 && scale <= precision ? `DECIMAL(${precision},${scale})` : "NUMERIC";
}
