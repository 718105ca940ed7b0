import type { DraftTable } from "../../draft.ts";
import { type ColumnLook, lookAtColumns } from "../../look/look-at-columns.ts";
import { type NamedLimit, readLimitName, readRangeName } from "../../names/limit-names.ts";
import { readLabel } from "../../names/read-label.ts";
import { quoteName } from "../../quote.ts";
import type { Bound } from "./limit-role.ts";

/** A column of limits: numbers, or texts such as `≤ 0.5` and `6.5–9.5`. */
export interface LimitColumn extends Pick<NamedLimit, "weight" | "of"> {
  /** What its numbers look like. */
  readonly look: ColumnLook;
  readonly lower: Bound | undefined;
  readonly upper: Bound | undefined;
}

/** Most different texts of limits. */
const mostTexts = 300;

const number = "[-−]?\\d+(?:[.,]\\d+)?";
const unit = "(?:\\s*[\\p{L}µ%°/³²·][\\p{L}\\d\\s.µ%°/³²·]*)?";
const below = new RegExp(`^(?:≤|<=|<|max\\.?|höchstens|up to|bis|不超过|不高于|不大于)\\s*(${number})${unit}$`, "iu");
const above = new RegExp(
  `^(?:≥|>=|>|min\\.?|mind\\.?|mindestens|at least|ab|不低于|不小于)\\s*(${number})${unit}$`,
  "iu",
);
const range = new RegExp(`^(${number})\\s*(?:-|–|—|~|～|to|bis|至)\\s*(${number})${unit}$`, "iu");
const alone = new RegExp(`^(${number})${unit}$`, "iu");
const nothing = /^([-–—.]{0,3}|n\/?a|none|k\. ?a\.|无)$/i;

/** The columns of limits. */
export async function readBounds(
  { ask }: Pick<DraftTable, "ask">,
  source: string,
  looks: readonly ColumnLook[],
): Promise<readonly LimitColumn[]> {
  const found: LimitColumn[] = [];
  for (const look of looks.filter(({ values }) => values > 0)) {
    if (look.type === "integer" || look.type === "number") {
      const named = readLimitName(look.name);
      if (named === undefined) continue;
      const bound = boundOf(look, `${quoteName(look.name)}::DOUBLE`);
      found.push({ ...named, look, lower: undefined, upper: undefined, [named.side]: bound });
      continue;
    }
    const named = look.type === "text" ? (readLimitName(look.name) ?? readRangeName(look.name)) : undefined;
    const sides = named && sidesOfTexts(look, named.side);
    if (sides === undefined || named === undefined) continue;
    const numbers = `(SELECT ${sides.upper?.value ?? sides.lower!.value} AS ${quoteName(look.name)} FROM ${source})`;
    const [seen] = await lookAtColumns({ ask }, [{ ...look, type: "number" }], numbers);
    if (seen !== undefined && seen.values > 0) found.push({ weight: named.weight, of: named.of, look: seen, ...sides });
  }
  return found;
}

/** Units at the end of a limit's name, which say nothing that the value beside it does not. */
const tail = /(?<=[a-z])[_ ](kmh|kph|km_h|db|dba|c|f|ug_l|mg_l)$/i;

const boundOf = ({ name }: Pick<ColumnLook, "name">, value: string): Bound => ({
  column: name,
  label: readLabel(name.replace(tail, "")).label,
  value,
});

/** The limits that texts give; undefined if one of them is none, or if nobody knows what its comma is. */
function sidesOfTexts(
  { name, texts, distinct }: ColumnLook,
  side: NamedLimit["side"],
): Pick<LimitColumn, "lower" | "upper"> | undefined {
  const told = texts.map((text) => text.trim()).filter((text) => !nothing.test(text));
  if (told.length === 0 || distinct > mostTexts) return undefined;
  if (!told.every((text) => [below, above, range, alone].some((kind) => kind.test(text)))) return undefined;
  const commas = told.filter((text) => text.includes(","));
  const isClear = commas.length === 0 || commas.some((text) => /,(\d{1,2}|\d{4,})(?!\d)|(?<!\d)0,/.test(text));
  if (!isClear || (commas.length > 0 && told.some((text) => /\d\.\d/.test(text)))) return undefined;
  const has = (kind: RegExp): boolean => told.some((text) => kind.test(text));
  const hasLower = has(above) || has(range) || (side === "lower" && has(alone));
  const hasUpper = has(below) || has(range) || (side === "upper" && has(alone));
  return {
    lower: hasLower ? boundOf({ name }, sideSql(name, "lower", side)) : undefined,
    upper: hasUpper ? boundOf({ name }, sideSql(name, "upper", side)) : undefined,
  };
}

/** SQL of one limit of a text. */
function sideSql(name: string, side: "lower" | "upper", plain: "lower" | "upper"): string {
  const text = `replace(replace(trim(${quoteName(name)}), ',', '.'), '−', '-')`;
  const digits = "-?\\d+(?:\\.\\d+)?";
  const signs =
    side === "upper"
      ? "≤|<=|<|(?i:max\\.?|höchstens|up to|bis)|不超过|不高于|不大于"
      : "≥|>=|>|(?i:min\\.?|mind\\.?|mindestens|at least|ab)|不低于|不小于";
  const between = `^(${digits})\\s*(?:-|–|—|~|～|(?i:to|bis)|至)\\s*(${digits})`;
  const as = (pattern: string, group: number): string =>
    `TRY_CAST(nullif(regexp_extract(${text}, '${pattern}', ${group}), '') AS DOUBLE)`;
  const parts = [as(between, side === "lower" ? 1 : 2), as(`^(?:${signs})\\s*(${digits})`, 1)];
  const only = `CASE WHEN NOT regexp_matches(${text}, '${between}') THEN ${as(`^(${digits})`, 1)} END`;
  return `coalesce(${[...parts, ...(side === plain ? [only] : [])].join(", ")})`;
}
