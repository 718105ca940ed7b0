import { nearMatch } from "../../../near-match.ts";
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
  const found = new SpecValidator(schema, String(spec["$schema"]).endsWith(version), version).check(schema, spec, "");
  const told = new Map(
    found.map(({ cost: _cost, wanted: _wanted, value: _value, lacks: _lacks, ...fault }) => [
      `${fault.pointer} ${fault.message}`,
      fault,
    ]),
  );
  return [...told.values()];
}

/** Checks values against the branches of one schema. */
class SpecValidator {
  readonly #definitions: Readonly<Record<string, Schema>>;
  /** Whether the spec names this schema: then what it does not know is surely a fault. */
  readonly #promised: boolean;
  /** The kind of spec, for people. */
  readonly #what: string;
  /** Branch → place → its faults. */
  readonly #known = new Map<Schema, Map<string, readonly Fault[]>>();

  constructor(schema: Schema, promised: boolean, version: string) {
    this.#definitions = schema["definitions"] as Readonly<Record<string, Schema>>;
    this.#promised = promised;
    this.#what = version.startsWith("vega-lite") ? "a Vega-Lite spec" : "a Vega spec";
  }

  check(branch: Schema, value: unknown, pointer: string): readonly Fault[] {
    if (typeof value === "string" && /\{\{|\{%/.test(value)) return [];
    if (Array.isArray(value) && value.length > longestChecked) return [];
    if (gaps.some(([place, missing]) => place.test(pointer) && missing.test(String(value)))) return [];
    const resolved = this.#resolve(branch);
    const found = this.#known.get(resolved) ?? new Map<string, readonly Fault[]>();
    this.#known.set(resolved, found);
    const told = found.get(pointer) ?? this.#checkOne(resolved, value, pointer);
    found.set(pointer, told);
    return told;
  }

  #resolve(branch: Schema): Schema {
    const { $ref: reference } = branch;
    return typeof reference === "string"
      ? this.#resolve(this.#definitions[decodeURIComponent(reference.replace("#/definitions/", ""))]!)
      : branch;
  }

  /** Nested alternatives, flattened into one list. */
  #alternatives(branch: Schema): readonly Schema[] {
    const whole = this.#resolve(branch);
    const list = (whole["anyOf"] ?? whole["oneOf"]) as readonly Schema[] | undefined;
    return list === undefined || whole["properties"] !== undefined || whole["allOf"] !== undefined
      ? [whole]
      : list.flatMap((each) => this.#alternatives(each));
  }

  #checkOne(branch: Schema, value: unknown, pointer: string): readonly Fault[] {
    const own = checkScalar(branch, value, pointer, this.#what);
    if (own.length > 0) return own;
    const faults: Fault[] = [];
    if (Array.isArray(value)) faults.push(...this.#checkList(branch, value, pointer));
    else if (isSpec(value)) faults.push(...this.#checkMembers(branch, value, pointer));
    for (const part of (branch["allOf"] as readonly Schema[] | undefined) ?? [])
      faults.push(...this.check(part, value, pointer));
    for (const key of ["anyOf", "oneOf"]) {
      const list = branch[key] as readonly Schema[] | undefined;
      if (list === undefined) continue;
      const branches = list.flatMap((each) => this.#alternatives(each));
      faults.push(...this.#checkChoice(branches, value, pointer));
    }
    return faults;
  }

  #checkList(branch: Schema, value: readonly unknown[], pointer: string): readonly Fault[] {
    const items = branch["items"];
    const [least, most] = [Number(branch["minItems"] ?? 0), Number(branch["maxItems"] ?? Infinity)];
    if (value.length < least || value.length > most) {
      const size = least === most ? `${least}` : most === Infinity ? `at least ${least}` : `${least} to ${most}`;
      return [wrongValue(pointer, value, [`a list of ${size}`], this.#what)];
    }
    return value.flatMap((item, index) => {
      const schema: unknown = Array.isArray(items) ? items[index] : items;
      return isSpec(schema) ? inside(this.check(schema, item, pointerTo(pointer, index))) : [];
    });
  }

  #checkMembers(branch: Schema, value: Spec, pointer: string): readonly Fault[] {
    const missing = missingMembers(branch, value);
    const faults = Object.entries(value).flatMap(([name, member]) =>
      member === undefined ? [] : this.#checkMember(branch, value, name, pointerTo(pointer, name), missing),
    );
    for (const name of missing) {
      faults.push({
        code: "missing-property",
        pointer,
        ...lacking(pointer, [name], this.#what),
        sure: this.#promised,
        lacks: name,
        cost: costs.other,
      });
    }
    return faults;
  }

  /** @param missing required members that have not turned up yet, under another name perhaps; shrinks */
  #checkMember(branch: Schema, value: Spec, name: string, at: string, missing: Set<string>): readonly Fault[] {
    const member = value[name];
    const properties = (branch["properties"] ?? {}) as Readonly<Record<string, Schema>>;
    const known = memberSchema(branch, properties, name);
    if (known !== undefined) return inside(this.check(known, member, at));
    const closed = branch["additionalProperties"] === false;
    const telling = closed || Object.keys(properties).length >= fewestTelling;
    const others = Object.keys(properties).filter((property) => !Object.hasOwn(value, property));
    const meant = nearMatch(name, missing) ?? (telling ? nearMatch(name, others) : undefined);
    const faults: Fault[] = [];
    if (meant !== undefined) {
      missing.delete(meant);
      if (isSpec(properties[meant])) faults.push(...inside(this.check(properties[meant], member, at)));
    }
    if (closed || meant !== undefined)
      faults.push(unknownProperty(at, name, Object.keys(properties), meant, this.#what, this.#promised));
    return faults;
  }

  #checkChoice(branches: readonly Schema[], value: unknown, pointer: string): readonly Fault[] {
    const readings: (readonly Fault[])[] = [];
    for (const branch of branches) {
      const faults = this.check(branch, value, pointer);
      if (faults.length === 0) return [];
      readings.push(faults);
    }
    const entered = readings.filter(
      (faults) =>
        !faults.some((fault) => fault.pointer === pointer && fault.wanted !== undefined) &&
        !isForeign(faults, value, pointer),
    );
    if (entered.length === 0) return [this.#noneFits(readings, value, pointer)];
    const best = entered.toSorted((a, b) => sumOf(a) - sumOf(b))[0]!;
    const [only] = best;
    if (best.length === 1 && only?.lacks !== undefined && only.pointer === pointer) {
      const lacks = entered.flatMap((faults) =>
        faults.length === 1 && faults[0]!.pointer === pointer ? (faults[0]!.lacks ?? []) : [],
      );
      return [{ ...only, ...lacking(pointer, [...new Set(lacks)], this.#what) }];
    }
    return best.map((fault) => (fault.wanted === undefined ? fault : { ...fault, ...this.#widened(fault, entered) }));
  }

  /** The fault of a value that no reading fits, with what each would accept. */
  #noneFits(readings: readonly (readonly Fault[])[], value: unknown, pointer: string): Fault {
    const wanted = readings.flatMap((faults) =>
      faults
        .filter((fault) => fault.pointer === pointer)
        .flatMap((fault) => fault.wanted ?? (fault.lacks === undefined ? [] : [`an object with "${fault.lacks}"`])),
    );
    const cost = Math.min(...readings.map((faults) => sumOf(faults)));
    // An object foreign to all readings may still be accepted, as nested facets are.
    const foreign = isSpec(value) && readings.some((faults) => isForeign(faults, value, pointer));
    const fault = wrongValue(pointer, value, [...new Set(wanted)], this.#what);
    return { ...fault, ...(foreign ? { sure: false } : {}), cost };
  }

  /** A value that other readings also refuse is reported with what all of them would accept. */
  #widened(fault: Fault, readings: readonly (readonly Fault[])[]): Partial<Fault> {
    const same = readings.flatMap((faults) =>
      faults.filter((other) => other.pointer === fault.pointer && other.wanted !== undefined),
    );
    const wanted = [...new Set(same.flatMap((each) => each.wanted ?? []))];
    return {
      ...wrongValue(fault.pointer, fault.value, wanted, this.#what),
      sure: fault.sure,
      cost: fault.cost,
    };
  }
}

/** The required members that an object lacks, but for those that a report supplies. */
function missingMembers(branch: Schema, value: Spec): Set<string> {
  const required = (branch["required"] as readonly string[] | undefined) ?? [];
  return new Set(required.filter((name) => !Object.hasOwn(value, name) && !given.has(name)));
}

/** The schema of a member by its name, or of all others. */
function memberSchema(branch: Schema, properties: Readonly<Record<string, Schema>>, name: string): Schema | undefined {
  if (Object.hasOwn(properties, name)) return properties[name];
  const patterns = Object.entries((branch["patternProperties"] ?? {}) as Readonly<Record<string, Schema>>);
  const pattern = patterns.find(([expression]) => new RegExp(expression, "u").test(name));
  if (pattern !== undefined) return pattern[1];
  const rest = branch["additionalProperties"];
  return isSpec(rest) ? rest : undefined;
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
