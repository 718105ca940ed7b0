import { pointerTo } from "../../../json/json-pointer.ts";
import type { CheckedType, CheckRange, DatasetCheck } from "../../template/dataset-checks.ts";
import { boundedChecks } from "./bounded-checks.ts";
import { parseFreshness } from "./parse-checks.ts";
import { qualityCheck } from "./read-quality.ts";
import type { RecipeFaults } from "./recipe-faults.ts";
import type { Recipe } from "./recipe.ts";

type Members = Readonly<Record<string, unknown>>;

/** Most checks of a contract: each is of one column, or of columns together. */
const mostChecks = 2_000;

/** Types of the standard that a check can ask for. A `string` is what every column can be. */
const types: Readonly<Record<string, CheckedType>> = {
  integer: "integer",
  number: "number",
  boolean: "boolean",
  date: "date",
  timestamp: "timestamp",
};

/** Units of a freshness, by how they begin. */
const units: readonly (readonly [RegExp, "m" | "h" | "d"])[] = [
  [/^(?:m|min|mins|minutes?)$/i, "m"],
  [/^(?:h|hr|hrs|hours?)$/i, "h"],
  [/^(?:d|days?)$/i, "d"],
];

/** Whether a document is a contract by the Open Data Contract Standard, and no recipe of ours. */
export function isDataContract(value: unknown): value is Members {
  const { kind, apiVersion } = membersOf(value);
  return kind === "DataContract" && apiVersion !== undefined;
}

/**
 * Reads a contract by the Open Data Contract Standard 3.1 as a recipe without steps, as far as its checks map: types,
 * `required`, `unique`, `primaryKey`, `minimum` and `maximum` of properties, the quality metrics `nullValues`,
 * `duplicateValues`, `invalidValues` by a list and `rowCount`, and the SLA property `freshness`. Columns are found by
 * `physicalName`, or else by `name`. What else would check something is named in `unread`, by JSON pointer;
 * descriptions, owners, prices and the like check nothing.
 *
 * @param value with all scalars as texts
 */
export function readDataContract(value: Members, faults: RecipeFaults): Recipe {
  const unread: string[] = [];
  const tables = listOf(value["schema"]);
  if (tables.length !== 1)
    faults.refuse("/schema", "invalid-member", "A dataset is one table", tables.length, "a contract of one table");
  const table = membersOf(tables[0]);
  const checks = [
    ...propertyChecks(listOf(table["properties"]).map(membersOf), unread),
    ...qualityChecks(table, "/schema/0", undefined, unread),
  ];
  unread.push(...listOf(value["quality"]).map((_, index) => pointerTo("/quality", index)));
  // Aliases make a hundred thousand of a short text.
  boundedChecks(checks, () => "/schema", faults);
  if (checks.length > mostChecks)
    faults.refuse("/schema", "invalid-member", "Fewer checks are expected", checks.length, `at most ${mostChecks}`);
  const freshness = freshnessOf(value, unread, faults);
  if (faults.count === 0 && checks.length === 0 && freshness === undefined)
    faults.refuse("", "invalid-member", "The contract has no check that can be read", unread, "see docs/data.md");
  return {
    steps: [],
    ...(checks.length > 0 && { checks }),
    ...(freshness !== undefined && { freshness }),
    ...(unread.length > 0 && { unread }),
  };
}

function propertyChecks(properties: readonly Members[], unread: string[]): DatasetCheck[] {
  const keys: { readonly name: string; readonly position: number }[] = [];
  const checks = properties.flatMap((property, index): DatasetCheck[] => {
    const at = pointerTo("/schema/0/properties", index);
    const name = textOf(property["physicalName"]) ?? textOf(property["name"]);
    if (name === undefined) {
      unread.push(at);
      return [];
    }
    const asks = (member: "primaryKey" | "required" | "unique"): boolean => {
      const isAsked = truthOf(property[member]);
      if (isAsked === undefined) unread.push(pointerTo(at, member));
      return isAsked === true;
    };
    const isKey = asks("primaryKey");
    const [isRequired, isUnique] = [asks("required"), asks("unique")];
    if (isKey) keys.push({ name, position: Number(property["primaryKeyPosition"] ?? 0) || 0 });
    const logical = textOf(property["logicalType"]);
    const type = logical === undefined ? undefined : types[logical];
    if (logical !== undefined && type === undefined && logical !== "string") unread.push(`${at}/logicalType`);
    const range = rangeOf(membersOf(property["logicalTypeOptions"]), `${at}/logicalTypeOptions`, unread);
    if (property["properties"] !== undefined) unread.push(`${at}/properties`);
    return [
      ...(type === undefined ? [] : [{ types: { [name]: type } }]),
      ...(isKey || isRequired ? [{ required: [name] }] : []),
      ...(isUnique ? [{ unique: [name] }] : []),
      ...(range === undefined ? [] : [{ range: { [name]: range } }]),
      ...qualityChecks(property, at, name, unread),
    ];
  });
  const key = keys.toSorted((a, b) => a.position - b.position).map(({ name }) => name);
  return key.length === 0 ? checks : [...checks, { unique: key }];
}

/** Limits of a property's values; the other options of its type are not read. */
function rangeOf(options: Members, at: string, unread: string[]): CheckRange | undefined {
  const [from, to] = [textOf(options["minimum"]), textOf(options["maximum"])];
  for (const option of Object.keys(options))
    if (option !== "minimum" && option !== "maximum") unread.push(pointerTo(at, option));
  if (from === undefined && to === undefined) return undefined;
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

function qualityChecks(
  { quality }: Members,
  at: string,
  column: string | undefined,
  unread: string[],
): readonly DatasetCheck[] {
  return listOf(quality).flatMap((rule, index) => {
    const check = qualityCheck(membersOf(rule), column);
    if (check === undefined) unread.push(pointerTo(`${at}/quality`, index));
    return check === undefined ? [] : [check];
  });
}

/** How long data stay fresh. One that is measured by a column is not read: ours is measured by arrival. */
function freshnessOf(contract: Members, unread: string[], faults: RecipeFaults): string | undefined {
  let found: string | undefined;
  const properties = listOf(contract["slaProperties"]).map(membersOf);
  for (const [index, { property, value, unit, ...others }] of properties.entries()) {
    const at = pointerTo("/slaProperties", index);
    const element = others["element"] ?? contract["slaDefaultElement"];
    const known = units.find(([pattern]) => pattern.test(textOf(unit) ?? ""))?.[1];
    const isRead = property === "freshness" && element === undefined && known !== undefined && found === undefined;
    if (isRead) found = parseFreshness(`${textOf(value) ?? ""}${known}`, faults, `${at}/value`);
    else unread.push(at);
  }
  return found;
}

/** An object's members; none if it is no object. */
function membersOf(value: unknown): Members {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Members) : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

/** A text that is not blank. */
function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}

/** A truth value of YAML's core schema, false if there is none; undefined for anything else. */
function truthOf(value: unknown): boolean | undefined {
  if (value === undefined) return false;
  const text = textOf(value)?.toLowerCase();
  return text === "true" || text === "false" ? text === "true" : undefined;
}
