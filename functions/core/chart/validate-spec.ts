import { hintNearMatch, nearMatch } from "../near-match.ts";
import { pointerTo, stepsOf } from "./place-in-spec.ts";
import { isSpec, type Spec } from "./spec.ts";

/** Something in a spec that is not as it should be. */
export interface SpecFault {
  /** Kebab-case: `unknown-property`, `missing-property`, `invalid-value`, `invalid-expression`, `unknown-scale`, ... */
  readonly code: string;
  /** JSON pointer (RFC 6901) into the spec. */
  readonly pointer: string;
  /** Whether the name of the member is at fault, not its value. */
  readonly ofKey?: boolean;
  readonly message: string;
  readonly seen?: unknown;
  readonly allowed?: unknown;
  readonly hint?: string;
  /**
   * Whether it is a fault although the spec may be drawn: a name that is nearly one that is known, or a wrong value. Other names
   * are let pass, since a spec may hold notes of its own or what other versions read, unless its `$schema` promises the version.
   */
  readonly sure: boolean;
}

/** A fault, and how far it is from what was probably meant: of several readings of a value the cheapest is told. */
interface Fault extends SpecFault {
  readonly cost: number;
  readonly value?: unknown;
  /** Of a wrong value: what this reading would have taken, quoted values and kinds. */
  readonly wanted?: readonly string[];
}

/** What Vega takes and its schema does not know: place and value. */
const gaps: readonly (readonly [RegExp, RegExp])[] = [
  [/\/baseline\/value$/, /^line-(top|bottom)$/],
  [/\/text(\/\d+)?\/value$/, /^(true|false|null|-?[\d.e+-]+)$/],
];

type Schema = Readonly<Record<string, unknown>>;

const costs = { misspelt: 1, value: 2, other: 3, kind: 12 } as const;

/** A member that is known costs less than one that is not, however much is wrong inside it. */
const mostInside = 2;

/** What a report gives: the data of a spec, the rows of a data source. */
const given: ReadonlySet<string> = new Set(["data", "values"]);

/** Rows of data: many, and free in form. */
const longestChecked = 100;

/**
 * Checks a spec against the JSON Schema that Vega or Vega-Lite ships (draft-07). Such schemas consist of alternatives: where
 * none fits, a general validator reports every branch of every one. Here the branch that was most probably meant is
 * reported: the one whose required members are there, or nearly so, and that takes most of the others.
 *
 * Ranges of numbers are not checked: Vega itself takes others, such as angles below 0. A text that holds Liquid may become anything and is taken to be right; so is a spec without data, which the directive gives.
 *
 * @param schema what ships as `vega-lite-schema.json` or `vega-schema.json`
 * @param version what the schema is called at the end of a spec's `$schema`: `vega-lite/v6.json`
 */
export function validateSpec(schema: Schema, spec: Spec, version: string): readonly SpecFault[] {
  const promised = String(spec["$schema"]).endsWith(version);
  const what = version.startsWith("vega-lite") ? "a Vega-Lite spec" : "a Vega spec";
  const definitions = schema["definitions"] as Readonly<Record<string, Schema>>;
  const known = new Map<Schema, Map<string, readonly Fault[]>>();

  const resolve = (branch: Schema): Schema => {
    const { $ref: reference } = branch;
    return typeof reference === "string" ? resolve(definitions[decodeURIComponent(reference.replace("#/definitions/", ""))]!) : branch;
  };

  /** The alternatives of alternatives, as one list. */
  const alternatives = (branch: Schema): readonly Schema[] => {
    const whole = resolve(branch);
    const list = (whole["anyOf"] ?? whole["oneOf"]) as readonly Schema[] | undefined;
    return list === undefined || whole["properties"] !== undefined || whole["allOf"] !== undefined ? [whole] : list.flatMap(alternatives);
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
    for (const part of (branch["allOf"] as readonly Schema[] | undefined) ?? []) faults.push(...check(part, value, pointer));
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
    if (Array.isArray(items)) return value.flatMap((item, index) => (isSpec(items[index]) ? inside(check(items[index], item, pointerTo(pointer, index))) : []));
    return isSpec(items) ? value.flatMap((item, index) => inside(check(items, item, pointerTo(pointer, index)))) : [];
  };

  const checkMembers = (branch: Schema, value: Spec, pointer: string): readonly Fault[] => {
    const properties = (branch["properties"] ?? {}) as Readonly<Record<string, Schema>>;
    const patterns = Object.entries((branch["patternProperties"] ?? {}) as Readonly<Record<string, Schema>>);
    const rest = branch["additionalProperties"];
    const faults: Fault[] = [];
    const missing = new Set(((branch["required"] as readonly string[] | undefined) ?? []).filter((name) => !Object.hasOwn(value, name) && !given.has(name)));
    for (const [name, member] of Object.entries(value)) {
      if (member === undefined) continue;
      const at = pointerTo(pointer, name);
      const pattern = patterns.find(([expression]) => new RegExp(expression, "u").test(name));
      if (Object.hasOwn(properties, name)) faults.push(...inside(check(properties[name]!, member, at)));
      else if (pattern !== undefined) faults.push(...inside(check(pattern[1], member, at)));
      else if (isSpec(rest)) faults.push(...inside(check(rest, member, at)));
      else {
        const meant = nearMatch(name, missing) ?? (rest === false ? nearMatch(name, Object.keys(properties).filter((property) => !Object.hasOwn(value, property))) : undefined);
        if (meant !== undefined) {
          missing.delete(meant);
          if (isSpec(properties[meant])) faults.push(...inside(check(properties[meant], member, at)));
        }
        if (rest === false || meant !== undefined) faults.push(unknownProperty(at, name, Object.keys(properties), meant, what, promised));
      }
    }
    for (const name of missing) {
      faults.push({ code: "missing-property", pointer, message: `${nameOf(pointer, what)} has no "${name}"`, allowed: `"${name}" must be given`, sure: promised, cost: costs.other });
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
    const entered = readings.filter((faults) => !faults.some((fault) => fault.pointer === pointer && fault.wanted !== undefined));
    if (entered.length === 0) {
      const wanted = [...new Set(readings.flatMap((faults) => faults.find((fault) => fault.pointer === pointer)?.wanted ?? []))];
      const cost = Math.min(...readings.map((faults) => sumOf(faults)));
      return [{ ...wrongValue(pointer, value, wanted, what), cost }];
    }
    const best = entered.toSorted((a, b) => sumOf(a) - sumOf(b))[0]!;
    return best.map((fault) => (fault.wanted === undefined ? fault : { ...fault, ...widened(fault, entered) }));
  };

  /** A value that other readings refuse as well is wrong by what all of them would take. */
  const widened = (fault: Fault, readings: readonly (readonly Fault[])[]): Partial<Fault> => {
    const same = readings.flatMap((faults) => faults.filter((other) => other.pointer === fault.pointer && other.wanted !== undefined));
    return { ...wrongValue(fault.pointer, fault.value, [...new Set(same.flatMap(({ wanted }) => wanted ?? []))], what), cost: fault.cost };
  };

  const told = new Map(check(schema, spec, "").map(({ cost: _cost, wanted: _wanted, value: _value, ...fault }) => [`${fault.pointer} ${fault.message}`, fault]));
  return [...told.values()];
}

/** What can be said of a value without looking into it. */
function checkScalar(branch: Schema, value: unknown, pointer: string, what: string): readonly Fault[] {
  const types = [branch["type"]].flat().filter((type) => typeof type === "string");
  if (types.length > 0 && !types.some((type) => isOfType(value, type))) {
    const choices = allowedValues(branch);
    return [wrongValue(pointer, value, choices ?? types.map((type) => kindOf(type, branch)), what)];
  }
  const choices = allowedValues(branch);
  if (choices !== undefined && !choices.includes(JSON.stringify(value))) return [wrongValue(pointer, value, choices, what)];
  if (isSpec(branch["not"]) && allowedValues(branch["not"])?.includes(JSON.stringify(value)) === true) return [wrongValue(pointer, value, [], what)];
  if (typeof value === "string") {
    const pattern = branch["pattern"];
    const [least, most] = [Number(branch["minLength"] ?? 0), Number(branch["maxLength"] ?? Infinity)];
    if (typeof pattern === "string" && !new RegExp(pattern, "u").test(value)) return [wrongValue(pointer, value, [`a text that matches ${pattern}`], what)];
    if (value.length < least || value.length > most) return [wrongValue(pointer, value, [`a text of ${least === most ? least : `${least} to ${most}`} characters`], what)];
  }
  return [];
}

/** `enum` or `const`, as JSON. */
function allowedValues(branch: Schema): readonly string[] | undefined {
  if (Array.isArray(branch["enum"])) return (branch["enum"] as readonly unknown[]).map((value) => JSON.stringify(value));
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

const kinds: Readonly<Record<string, string>> = { object: "an object", array: "a list", string: "a text", number: "a number", integer: "a whole number", boolean: "true or false", null: "null" };

function kindOf(type: string, branch: Schema): string {
  const required = branch["required"] as readonly string[] | undefined;
  return type === "object" && required?.length === 1 ? `an object with "${required[0]}"` : (kinds[type] ?? type);
}

function wrongValue(pointer: string, value: unknown, wanted: readonly string[], what: string): Fault {
  const container = typeof value === "object" && value !== null;
  const quoted = wanted.filter((choice) => choice.startsWith('"')).map((choice) => JSON.parse(choice) as string);
  const shown = Array.isArray(value) ? "a list" : container ? "an object" : JSON.stringify(value);
  // A bare list of names is told as a list; mixed with kinds it is a sentence.
  const allowed = quoted.length > 0 && quoted.length === wanted.length ? quoted : inWords(wanted);
  const meant = typeof value === "string" ? nearMatch(value, quoted) : undefined;
  const bare = typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value)) && wanted.some((choice) => /^a (whole )?number/.test(choice));
  const logical = (value === "true" || value === "false") && wanted.includes("true or false");
  const hint = meant !== undefined ? `did you mean "${meant}"?` : bare || logical ? `write ${String(value)} without quotes` : undefined;
  return {
    code: "invalid-value",
    pointer,
    message: `${nameOf(pointer, what)} cannot be ${shown.length > 80 ? `${shown.slice(0, 80)}…` : shown}`,
    ...(container ? {} : { seen: value }),
    ...(allowed.length > 0 ? { allowed } : {}),
    ...(hint === undefined ? {} : { hint }),
    // Nothing in the place of something often switches it off.
    sure: value !== null,
    value,
    wanted,
    cost: meant !== undefined ? costs.misspelt : container || (wanted.length > 0 && wanted.every((choice) => /^(an object|a list)/.test(choice))) ? costs.kind : costs.value,
  };
}

function inWords(wanted: readonly string[]): string {
  // Many names among kinds: some of them are enough.
  const names = wanted.filter((choice) => choice.startsWith('"'));
  const others = wanted.filter((choice) => !choice.startsWith('"'));
  const shown = names.length > 12 ? [...names.slice(0, 12), "…"] : names;
  return [...others, ...shown].join(", ");
}

function unknownProperty(pointer: string, name: string, properties: readonly string[], meant: string | undefined, what: string, promised: boolean): Fault {
  const owner = pointer.slice(0, pointer.lastIndexOf("/"));
  return {
    code: "unknown-property",
    pointer,
    ofKey: true,
    message: `${nameOf(owner, what)} has no property "${name}"`,
    seen: name,
    allowed: properties.toSorted((a, b) => (a < b ? -1 : 1)),
    ...(meant === undefined ? hintNearMatch(name, properties) : { hint: `did you mean "${meant}"?` }),
    sure: promised || meant !== undefined,
    cost: meant === undefined ? costs.other : costs.misspelt,
  };
}

/** `/encoding/x/axis` is `encoding.x.axis`, `/layer/0/mark` is `layer[0].mark`. */
function nameOf(pointer: string, what: string): string {
  const path = stepsOf(pointer).map((step) => (/^\d+$/.test(step) ? `[${step}]` : `.${step}`)).join("");
  return path === "" ? what : path.replace(/^\./, "");
}

function inside(faults: readonly Fault[]): readonly Fault[] {
  const factor = mostInside / Math.max(mostInside, sumOf(faults));
  return factor === 1 ? faults : faults.map((fault) => ({ ...fault, cost: fault.cost * factor }));
}

function sumOf(faults: readonly Fault[]): number {
  return faults.reduce((sum, { cost }) => sum + cost, 0);
}
