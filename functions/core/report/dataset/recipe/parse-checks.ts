import { pointerTo } from "../../../json/json-pointer.ts";
import { hintNearMatch } from "../../../near-match.ts";
import type { ColumnType } from "../../template/template.ts";
import type { CheckKind, CheckRange, CheckSeverity, DatasetCheck } from "../../template/dataset-checks.ts";
import { boundedChecks } from "./bounded-checks.ts";
import type { RecipeFaults } from "./recipe-faults.ts";

/** The checks, each named by its member, and what a broken one may do. */
export const checkKinds = ["types", "required", "unique", "range", "values", "rows"] as const satisfies CheckKind[];
export const checkSeverities = ["error", "warning"] as const satisfies CheckSeverity[];

/** Most checks of a contract, most columns of one, and most values that one allows. */
const most = { checks: 200, columns: 1_000, values: 10_000 };

/** Longest texts, characters: names of columns, values. */
const longest = { name: 200, value: 1_000 };

/** Longest time that data may stay fresh, days, and the shortest, minutes: freshness is looked at once a minute. */
const freshest = { days: 3650, minutes: 5 };

/** Types that a check may ask for: those of a dataset's columns. */
export const checkedTypes = ["text", "integer", "number", "boolean", "date", "timestamp"] as const;

type Read = (value: unknown, pointer: string, faults: RecipeFaults) => DatasetCheck;

const readers: Readonly<Record<CheckKind, Read>> = {
  types: (value, pointer, faults) => ({ types: faults.map(value, pointer, (type, at) => typeOf(type, at, faults)) }),
  required: (value, pointer, faults) => ({ required: namesOf(value, pointer, faults) }),
  unique: (value, pointer, faults) => ({ unique: namesOf(value, pointer, faults) }),
  range: (value, pointer, faults) => ({ range: faults.map(value, pointer, (range, at) => rangeOf(range, at, faults)) }),
  values: (value, pointer, faults) => ({
    values: faults.map(value, pointer, (values, at) =>
      faults.list(values, at, most.values).map((one, index) => faults.text(one, pointerTo(at, index), longest.value)),
    ),
  }),
  rows: (value, pointer, faults) => ({ rows: rowsOf(value, pointer, faults) }),
};

/** Reads the checks of a recipe. */
export function parseChecks(value: unknown, faults: RecipeFaults): readonly DatasetCheck[] {
  const checks = faults.list(value, "/checks", most.checks);
  return boundedChecks(checks, (index) => pointerTo("/checks", index), faults).flatMap((check, index) =>
    parseCheck(check, pointerTo("/checks", index), faults),
  );
}

/**
 * Reads how long a dataset stays fresh after new data have come: a whole number of minutes, hours or days, `36h`.
 *
 * @returns the text; the tick, which has a clock, measures freshness
 */
export function parseFreshness(value: unknown, faults: RecipeFaults, pointer = "/freshness"): string {
  const [, count = "", unit = ""] =
    /^([1-9][0-9]{0,5})([mhd])$/.exec(typeof value === "string" ? value.trim() : "") ?? [];
  const minutes = Number(count) * ({ m: 1, h: 60, d: 1440 }[unit] ?? Number.NaN);
  if (minutes >= freshest.minutes && minutes <= freshest.days * 1440) return `${count}${unit}`;
  faults.refuse(
    pointer,
    "invalid-member",
    "A time is expected: how long the data stay fresh",
    value,
    `a whole number of minutes, hours or days, from ${freshest.minutes}m to ${freshest.days}d: 90m, 36h, 7d`,
  );
  return "1d";
}

function parseCheck(value: unknown, pointer: string, faults: RecipeFaults): DatasetCheck[] {
  const { severity, ...rest } = faults.object(value, pointer);
  const [name, ...others] = Object.keys(rest);
  if (name === undefined || others.length > 0) {
    const allowed = `one of ${checkKinds.join(", ")}, and severity`;
    faults.refuse(pointer, "invalid-member", "A check is an object with one member, which names it", value, allowed);
    return [];
  }
  const at = pointerTo(pointer, name);
  const kind = checkKinds.find((known) => known === name);
  if (kind === undefined) {
    faults.add([
      {
        code: "unknown-check",
        message: `There is no check "${name}"`,
        where: { pointer: at },
        seen: name,
        allowed: checkKinds,
        ...hintNearMatch(name, checkKinds),
      },
    ]);
    return [];
  }
  const check = readers[kind](rest[name], at, faults);
  return [severity === undefined ? check : { ...check, severity: severityOf(severity, pointer, faults) }];
}

function severityOf(value: unknown, pointer: string, faults: RecipeFaults): CheckSeverity {
  const known = checkSeverities.find((one) => one === value);
  if (known === undefined)
    faults.refuse(`${pointer}/severity`, "invalid-member", "A severity is expected", value, checkSeverities);
  return known ?? "error";
}

function typeOf(value: unknown, pointer: string, faults: RecipeFaults): ColumnType {
  const known = checkedTypes.find((type) => type === value);
  if (known !== undefined) return known;
  const { hint } = typeof value === "string" ? hintNearMatch(value, checkedTypes) : {};
  faults.refuse(pointer, "invalid-member", "A type is expected", value, checkedTypes, hint);
  return "text";
}

function namesOf(value: unknown, pointer: string, faults: RecipeFaults): readonly string[] {
  const list = typeof value === "string" ? [value] : value;
  return faults
    .list(list, pointer, most.columns)
    .map((name, index) => faults.text(name, pointerTo(pointer, index), longest.name));
}

function rangeOf(value: unknown, pointer: string, faults: RecipeFaults): CheckRange {
  const { from, to } = faults.object(value, pointer, ["from", "to"]);
  const limit = (member: "from" | "to", given: unknown): CheckRange =>
    given === undefined ? {} : { [member]: faults.text(given, `${pointer}/${member}`, longest.value).trim() };
  if (from === undefined && to === undefined)
    faults.refuse(pointer, "invalid-member", "A range has a limit", value, "from, to or both");
  return { ...limit("from", from), ...limit("to", to) };
}

function rowsOf(
  value: unknown,
  pointer: string,
  faults: RecipeFaults,
): { readonly from?: number; readonly to?: number } {
  const { from, to } = faults.object(value, pointer, ["from", "to"]);
  const count = (member: "from" | "to", given: unknown): { readonly [end in "from" | "to"]?: number } => {
    if (given === undefined) return {};
    if (/^(?:0|[1-9][0-9]{0,14})$/.test(String(given))) return { [member]: Number(given) };
    faults.refuse(`${pointer}/${member}`, "invalid-member", "A number of rows is expected", given, "a whole number");
    return {};
  };
  if (from === undefined && to === undefined)
    faults.refuse(pointer, "invalid-member", "A range has a limit", value, "from, to or both");
  return { ...count("from", from), ...count("to", to) };
}
