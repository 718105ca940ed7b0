import { nearMatch } from "../../../names/near-match.ts";
import { pointerTo } from "../../../json/json-pointer.ts";
import {
  costs,
  type Fault,
  kindOf,
  lacking,
  type ShapeCode,
  type SpecFault,
  unknownProperty,
  wrongValue,
} from "./spec-fault.ts";
import { isSpec, type Spec } from "../spec.ts";

/** What Vega accepts but its schema lacks: place and value. */
const gaps: readonly (readonly [RegExp, RegExp])[] = [
  [/\/baseline\/value$/, /^line-(top|bottom)$/],
  [/^\/projections\/\d+\/pointRadius$/, /^\[object Object\]$/],
  [/\/text(\/\d+)?\/value$/, /^(true|false|null|-?[\d.e+-]+)$/],
];

/**
 * An open object with at least this many known names is specific enough to detect misspelt ones: Vega's groups and
 * marks.
 */
const fewestTelling = 8;

type Schema = Readonly<Record<string, unknown>>;

/** A known member costs less than an unknown one, however many faults it contains. */
const mostInside = 2;

/** Members that a report supplies: a spec's data, a data source's rows. */
const given: ReadonlySet<string> = new Set(["data", "values"]);

/** Longest list checked: rows of data are many and free in form. */
const longestChecked = 100;

/**
 * Checks a spec against the JSON Schema that Vega or Vega-Lite ships (draft-07). These schemas consist of alternatives;
 * if none fits, a general validator reports every branch of each. This one reports the branch most probably meant: the
 * one whose required members are present, or nearly, and that allows most of the others.
 *
 * Ranges of numbers are not checked, since Vega accepts more, such as angles below 0. A text with Liquid may become
 * anything and counts as valid; so does a spec without data, which the directive supplies.
 *
 * @param schema the shipped `vega-lite-schema.json` or `vega-schema.json`
 * @param version end of a spec's `$schema` that names this schema: `vega-lite/v6.json`
 */
export function validateSpec(schema: Schema, spec: Spec, version: string): readonly SpecFault<ShapeCode>[] {
  const promised = String(spec["$schema"]).endsWith(version);
  const what = version.startsWith("vega-lite") ? "a Vega-Lite spec" : "a Vega spec";
  const definitions = schema["definitions"] as Readonly<Record<string, Schema>>;
  const known = new Map<Schema, Map<string, readonly Fault[]>>();

  const resolve = (branch: Schema): Schema => {
    const { $ref: reference } = branch;
    return typeof reference === "string"
      ? resolve(definitions[decodeURIComponent(reference.replace("#/definitions/", ""))]!)
      : branch;
  };

  /** Nested alternatives, flattened into one list. */
  const alternatives = (branch: Schema): readonly Schema[] => {
    const whole = resolve(branch);
    const list = (whole["anyOf"] ?? whole["oneOf"]) as readonly Schema[] | undefined;
    return list === undefined || whole["properties"] !== undefined || whole["allOf"] !== undefined
      ? [whole]
      : list.flatMap(alternatives);
  };

  const check = (branch: Schema, value: unknown, pointer: string): readonly Fault[] => {
    if (typeof value === "string" && /\{\{|\{%/.test(value)) return [];
    if (Array.isArray(value) && value.length > longestChecked) return [];
    if (gaps.some(([place, missing]) => place.test(pointer) && missing.test(String(value)))) return [];
    const resolved = resolve(branch);
    const found = known.get(resolved) ?? new Map<string, readonly Fault[]>();
    known.set(resolved, found);
    const told = found.get(pointer) ?? checkOne(resolved, value, pointer);
    found.set(pointer, told);
    return told;
  };

  const checkOne = (branch: Schema, value: unknown, pointer: string): readonly Fault[] => {
    const own = checkScalar(branch, value, pointer, what);
    if (own.length > 0) return own;
    const faults: Fault[] = [];
    if (Array.isArray(value)) faults.push(...checkList(branch, value, pointer));
    else if (isSpec(value)) faults.push(...checkMembers(branch, value, pointer));
    for (const part of (branch["allOf"] as readonly Schema[] | undefined) ?? [])
      faults.push(...check(part, value, pointer));
    for (const key of ["anyOf", "oneOf"]) {
      const list = branch[key] as readonly Schema[] | undefined;
      if (list !== undefined) faults.push(...checkChoice(list.flatMap(alternatives), value, pointer));
    }
    return faults;
  };

  const checkList = (branch: Schema, value: readonly unknown[], pointer: string): readonly Fault[] => {
    const items = branch["items"];
    const [least, most] = [Number(branch["minItems"] ?? 0), Number(branch["maxItems"] ?? Infinity)];
    if (value.length < least || value.length > most) {
      const size = least === most ? `${least}` : most === Infinity ? `at least ${least}` : `${least} to ${most}`;
      return [wrongValue(pointer, value, [`a list of ${size}`], what)];
    }
    if (Array.isArray(items))
      return value.flatMap((item, index) =>
        isSpec(items[index]) ? inside(check(items[index], item, pointerTo(pointer, index))) : [],
      );
    return isSpec(items) ? value.flatMap((item, index) => inside(check(items, item, pointerTo(pointer, index)))) : [];
  };

  const checkMembers = (branch: Schema, value: Spec, pointer: string): readonly Fault[] => {
    const properties = (branch["properties"] ?? {}) as Readonly<Record<string, Schema>>;
    const patterns = Object.entries((branch["patternProperties"] ?? {}) as Readonly<Record<string, Schema>>);
    const rest = branch["additionalProperties"];
    const faults: Fault[] = [];
    const missing = new Set(
      ((branch["required"] as readonly string[] | undefined) ?? []).filter(
        (name) => !Object.hasOwn(value, name) && !given.has(name),
      ),
    );
    for (const [name, member] of Object.entries(value)) {
      if (member === undefined) continue;
      const at = pointerTo(pointer, name);
      const pattern = patterns.find(([expression]) => new RegExp(expression, "u").test(name));
      if (Object.hasOwn(properties, name)) faults.push(...inside(check(properties[name]!, member, at)));
      else if (pattern !== undefined) faults.push(...inside(check(pattern[1], member, at)));
      else if (isSpec(rest)) faults.push(...inside(check(rest, member, at)));
      else {
        const telling = rest === false || Object.keys(properties).length >= fewestTelling;
        const meant =
          nearMatch(name, missing) ??
          (telling
            ? nearMatch(
                name,
                Object.keys(properties).filter((property) => !Object.hasOwn(value, property)),
              )
            : undefined);
        if (meant !== undefined) {
          missing.delete(meant);
          if (isSpec(properties[meant])) faults.push(...inside(check(properties[meant], member, at)));
        }
        if (rest === false || meant !== undefined)
          faults.push(unknownProperty(at, name, Object.keys(properties), meant, what, promised));
      }
    }
    for (const name of missing) {
      faults.push({
        code: "missing-property",
        pointer,
        ...lacking(pointer, [name], what),
        sure: promised,
        lacks: name,
        cost: costs.other,
      });
    }
    return faults;
  };

  const checkChoice = (branches: readonly Schema[], value: unknown, pointer: string): readonly Fault[] => {
    const readings: (readonly Fault[])[] = [];
    for (const branch of branches) {
      const faults = check(branch, value, pointer);
      if (faults.length === 0) return [];
      readings.push(faults);
    }
    const entered = readings.filter(
      (faults) =>
        !faults.some((fault) => fault.pointer === pointer && fault.wanted !== undefined) &&
        !isForeign(faults, value, pointer),
    );
    if (entered.length === 0) {
      const wanted = [
        ...new Set(
          readings.flatMap((faults) =>
            faults
              .filter((fault) => fault.pointer === pointer)
              .flatMap(
                (fault) => fault.wanted ?? (fault.lacks === undefined ? [] : [`an object with "${fault.lacks}"`]),
              ),
          ),
        ),
      ];
      const cost = Math.min(...readings.map((faults) => sumOf(faults)));
      // An object foreign to all readings may still be accepted, as nested facets are.
      const foreign = isSpec(value) && readings.some((faults) => isForeign(faults, value, pointer));
      return [{ ...wrongValue(pointer, value, wanted, what), ...(foreign ? { sure: false } : {}), cost }];
    }
    const best = entered.toSorted((a, b) => sumOf(a) - sumOf(b))[0]!;
    const [only] = best;
    if (best.length === 1 && only?.lacks !== undefined && only.pointer === pointer) {
      const lacks = entered.flatMap((faults) =>
        faults.length === 1 && faults[0]!.pointer === pointer ? (faults[0]!.lacks ?? []) : [],
      );
      return [{ ...only, ...lacking(pointer, [...new Set(lacks)], what) }];
    }
    return best.map((fault) => (fault.wanted === undefined ? fault : { ...fault, ...widened(fault, entered) }));
  };

  /** A value that other readings also refuse is reported with what all of them would accept. */
  const widened = (fault: Fault, readings: readonly (readonly Fault[])[]): Partial<Fault> => {
    const same = readings.flatMap((faults) =>
      faults.filter((other) => other.pointer === fault.pointer && other.wanted !== undefined),
    );
    return {
      ...wrongValue(fault.pointer, fault.value, [...new Set(same.flatMap(({ wanted }) => wanted ?? []))], what),
      sure: fault.sure,
      cost: fault.cost,
    };
  };

  const told = new Map(
    check(schema, spec, "").map(({ cost: _cost, wanted: _wanted, value: _value, lacks: _lacks, ...fault }) => [
      `${fault.pointer} ${fault.message}`,
      fault,
    ]),
  );
  return [...told.values()];
}

/** Checks a value without its members. */
function checkScalar(branch: Schema, value: unknown, pointer: string, what: string): readonly Fault[] {
  const types = [branch["type"]].flat().filter((type) => typeof type === "string");
  if (types.length > 0 && !types.some((type) => isOfType(value, type))) {
    const choices = allowedValues(branch);
    return [wrongValue(pointer, value, choices ?? types.map((type) => kindOf(type, branch)), what)];
  }
  const choices = allowedValues(branch);
  if (choices !== undefined && !choices.includes(JSON.stringify(value)))
    return [wrongValue(pointer, value, choices, what)];
  if (isSpec(branch["not"]) && allowedValues(branch["not"])?.includes(JSON.stringify(value)) === true)
    return [wrongValue(pointer, value, [], what)];
  if (typeof value === "string") {
    const pattern = branch["pattern"];
    const [least, most] = [Number(branch["minLength"] ?? 0), Number(branch["maxLength"] ?? Infinity)];
    if (typeof pattern === "string" && !new RegExp(pattern, "u").test(value))
      return [wrongValue(pointer, value, [`a text that matches ${pattern}`], what)];
    if (value.length < least || value.length > most)
      return [
        wrongValue(pointer, value, [`a text of ${least === most ? least : `${least} to ${most}`} characters`], what),
      ];
  }
  return [];
}

/** The values of `enum` or `const`, as JSON. */
function allowedValues(branch: Schema): readonly string[] | undefined {
  if (Array.isArray(branch["enum"]))
    return (branch["enum"] as readonly unknown[]).map((value) => JSON.stringify(value));
  return Object.hasOwn(branch, "const") ? [JSON.stringify(branch["const"])] : undefined;
}

function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case "object":
      return isSpec(value);
    case "array":
      return Array.isArray(value);
    case "null":
      return value === null;
    case "integer":
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}

/**
 * Whether an object is entirely different from a reading: its required members are missing, and its members are
 * unknown.
 */
function isForeign(faults: readonly Fault[], value: unknown, pointer: string): boolean {
  if (pointer === "" || !isSpec(value) || Object.keys(value).length === 0) return false;
  const strange = new Set(
    faults.filter(({ ofKey, cost }) => ofKey === true && cost >= costs.other).map((fault) => fault.pointer),
  );
  return (
    faults.some((fault) => fault.lacks !== undefined && fault.pointer === pointer) &&
    Object.keys(value).every((key) => strange.has(pointerTo(pointer, key)))
  );
}

/** Limits the cost of the faults inside a member. */
function inside(faults: readonly Fault[]): readonly Fault[] {
  const factor = mostInside / Math.max(mostInside, sumOf(faults));
  return factor === 1 ? faults : faults.map((fault) => ({ ...fault, cost: fault.cost * factor }));
}

function sumOf(faults: readonly Fault[]): number {
  return faults.reduce((sum, { cost }) => sum + cost, 0);
}
