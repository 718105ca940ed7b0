import type { ErrorObject } from "ajv/dist/2020.js";
import type { Problem } from "../errors.ts";
import { pointerTo } from "./json-pointer.ts";
import { hintNearMatch } from "../near-match.ts";

type Schema = Readonly<Record<string, unknown>>;

/** One way in which a value breaks a schema. */
export interface Violation {
  /**
   * Kebab-case identifier: `unknown-field`, `missing-field`, `wrong-type`, `not-allowed`, `out-of-range`,
   * `invalid-value`.
   */
  readonly code: string;
  /** JSON pointer (RFC 6901) of the value, or of the unknown or missing member. */
  readonly pointer: string;
  /** The fault, without the value: `must be at most 2030`. */
  readonly message: string;
  readonly seen?: unknown;
  readonly allowed?: unknown;
  readonly hint?: string | undefined;
}

/**
 * A violation in a request's body, as a problem. The message itself names a member that is unknown or missing; any
 * other needs its path.
 */
export function bodyProblem({ code, pointer, message, seen, allowed, hint }: Violation): Problem {
  const named = code === "unknown-field" || code === "missing-field";
  const whole = code === "wrong-type" ? "the body must be a JSON object" : `the body ${message}`;
  return {
    code,
    message: pointer === "" ? whole : named ? message : `"${pointer.slice(1)}" ${message}`,
    where: { pointer },
    seen,
    allowed,
    hint,
  };
}

/** The formats that a schema may name, in words. */
export const formatWords: Readonly<Record<string, string>> = {
  date: "a date, YYYY-MM-DD",
  "date-time": "a moment, YYYY-MM-DDThh:mm:ssZ",
  time: "a time of day with its zone, hh:mm:ssZ",
  email: "an e-mail address",
  uri: "a URI, with its scheme",
  regex: "a regular expression",
  "css-color": "an opaque colour as CSS writes it, such as #1f6feb, rgb(31 111 235) or oklch(57% 0.2 260)",
};

const patternWords = new Map<string, string>();

/**
 * A pattern of one of our own schemas. Problems say what it allows instead of showing it.
 *
 * @param words what a text that matches is: `8 to 64 letters and digits`
 * @returns the pattern
 */
export function wordedPattern(pattern: string, words: string): string {
  patternWords.set(pattern, words);
  return pattern;
}

/** The errors that Ajv found, each once and in words; of a union's branches, those of the one that was meant. */
export function violationsOf(errors: readonly ErrorObject[], root: unknown): Violation[] {
  const unions = new Set(
    errors.filter(({ keyword }) => unionKeywords.has(keyword)).map(({ instancePath }) => instancePath),
  );
  const told = [...unions].reduce((kept, pointer) => foldUnion(kept, pointer), errors);
  const found = new Map(
    told
      .map((error) => toViolation(error, root))
      .map((violation) => [`${violation.pointer} ${violation.message}`, violation]),
  );
  return [...found.values()];
}

const unionKeywords = new Set(["anyOf", "oneOf"]);

/**
 * `anyOf` fails with an error from every branch: of those at one value, the most informative is kept. A fault inside
 * the value is most informative (its branch was meant), then a list of allowed values, then the types.
 */
function foldUnion(errors: readonly ErrorObject[], pointer: string): readonly ErrorObject[] {
  const others = errors.filter(
    ({ instancePath }) => instancePath !== pointer && !instancePath.startsWith(`${pointer}/`),
  );
  const inside = errors.filter(
    ({ instancePath, keyword }) =>
      instancePath.startsWith(`${pointer}/`) ||
      (instancePath === pointer && ["additionalProperties", "required"].includes(keyword)),
  );
  if (inside.length > 0) return [...others, ...inside];
  const here = errors.filter(({ instancePath }) => instancePath === pointer);
  const choice = here.find(({ keyword }) => keyword === "enum");
  if (choice !== undefined) {
    const wider = here
      .flatMap(({ keyword, params }) => (keyword === "type" ? (params["type"] as string | string[]) : []))
      .filter((type) => type === "object" || type === "array");
    return [...others, wider.length === 0 ? choice : { ...choice, params: { ...choice.params, wider } }];
  }
  const types = here.filter(({ keyword }) => keyword === "type");
  const [first] = types;
  const union = here.filter(({ keyword }) => !unionKeywords.has(keyword) && keyword !== "type");
  if (first === undefined || union.length > 0) return [...others, ...(union.length > 0 ? union : here)];
  return [
    ...others,
    { ...first, params: { type: [...new Set(types.flatMap(({ params }) => params["type"] as string | string[]))] } },
  ];
}

function toViolation(error: ErrorObject, root: unknown): Violation {
  const { keyword, instancePath: pointer, params } = error;
  const seen = summary(error.data);
  switch (keyword) {
    case "additionalProperties":
    case "unevaluatedProperties":
      return unknownField(error);
    case "required": {
      const name = String(params["missingProperty"]);
      return { code: "missing-field", pointer: pointerTo(pointer, name), message: `"${name}" is missing` };
    }
    case "type": {
      const allowed = params["type"] as unknown;
      return { code: "wrong-type", pointer, message: `must be ${article(allowed)}`, seen, allowed };
    }
    case "enum":
      return notAllowed(error);
    case "const":
      return { code: "not-allowed", pointer, message: `must be ${JSON.stringify(params["allowedValue"])}`, seen };
    case "minimum":
    case "maximum":
    case "exclusiveMinimum":
    case "exclusiveMaximum": {
      const message = `must be ${comparison(String(params["comparison"]))} ${params["limit"]}`;
      return { code: "out-of-range", pointer, message, seen, allowed: range(error.parentSchema ?? {}) };
    }
    case "pattern":
      return unlikePattern(error);
    case "minLength":
    case "maxLength":
    case "minItems":
    case "maxItems":
    case "minProperties":
    case "maxProperties":
      return wrongSize(error, root);
    case "uniqueItems": {
      const [first, second] = [Number(params["j"]) + 1, Number(params["i"]) + 1].toSorted((a, b) => a - b);
      const message = `must hold nothing twice: entries ${first} and ${second} are the same`;
      return { code: "invalid-value", pointer, message, seen };
    }
    case "format": {
      const description = formatWords[String(params["format"])];
      if (description !== undefined)
        return { code: "invalid-value", pointer, message: `must be ${description}`, seen, allowed: description };
      return { code: "invalid-value", pointer, message: error.message ?? "is not valid", seen };
    }
    default: {
      const message = error.message ?? `breaks the rule "${keyword}"`;
      return { code: "invalid-value", pointer, message, seen: unlessWhole(error, root) };
    }
  }
}

function unknownField({ instancePath: pointer, params, parentSchema }: ErrorObject): Violation {
  const name = String(params["additionalProperty"] ?? params["unevaluatedProperty"]);
  const allowed = Object.keys((parentSchema?.["properties"] as object | undefined) ?? {});
  return {
    code: "unknown-field",
    pointer: pointerTo(pointer, name),
    message: `"${name}" is not a known field`,
    seen: name,
    allowed,
    ...hintNearMatch(name, allowed),
  };
}

function notAllowed({ instancePath: pointer, params, data }: ErrorObject): Violation {
  const allowed = params["allowedValues"] as readonly unknown[];
  const near = typeof data === "string" ? hintNearMatch(data, allowed.map(String)) : {};
  const wider = params["wider"] === undefined ? "" : `, or ${article(params["wider"])}`;
  return {
    code: "not-allowed",
    pointer,
    message: `must be one of ${list(allowed)}${wider}`,
    seen: summary(data),
    allowed,
    ...near,
  };
}

function unlikePattern({ instancePath: pointer, params, data, parentSchema }: ErrorObject): Violation {
  const seen = summary(data);
  const words = patternWords.get(String(params["pattern"]));
  if (words !== undefined) return { code: "invalid-value", pointer, message: `must be ${words}`, seen, allowed: words };
  const description = parentSchema?.["description"];
  return {
    code: "invalid-value",
    pointer,
    message: `must match the pattern ${params["pattern"]}`,
    seen,
    allowed: typeof description === "string" ? description : params["pattern"],
  };
}

function wrongSize(error: ErrorObject, root: unknown): Violation {
  const { keyword, instancePath: pointer, params, data, parentSchema } = error;
  const choice = choiceOf(parentSchema ?? {});
  if (choice !== undefined)
    return {
      code: "invalid-value",
      pointer,
      message: `must have one of the members ${list(choice)}, and no other`,
      seen: Object.keys(data as object),
      allowed: choice,
    };
  return {
    code: "invalid-value",
    pointer,
    message: sizeInWords(keyword, Number(params["limit"])),
    seen: unlessWhole(error, root),
  };
}

/** The value seen, unless it is the whole that was checked. */
function unlessWhole({ instancePath: pointer, data }: ErrorObject, root: unknown): unknown {
  const seen = summary(data);
  return pointer === "" && seen === root ? undefined : seen;
}

/** The members of a choice: an object has exactly one, which says what kind of thing it is. */
function choiceOf({ properties, minProperties, maxProperties }: Schema): readonly string[] | undefined {
  return minProperties === 1 && maxProperties === 1 && typeof properties === "object" && properties !== null
    ? Object.keys(properties)
    : undefined;
}

function sizeInWords(keyword: string, limit: number): string {
  if (keyword.startsWith("min") && limit === 1) return "must not be empty";
  const unit = keyword.endsWith("Length") ? "character" : keyword.endsWith("Items") ? "item" : "member";
  return `must have at ${keyword.startsWith("min") ? "least" : "most"} ${limit} ${unit}${limit === 1 ? "" : "s"}`;
}

/** Shortens whole objects and long texts for a message. */
function summary(value: unknown): unknown {
  if (typeof value === "string" && value.length > 200) return `${value.slice(0, 200)}…`;
  if (Array.isArray(value)) return value.length > 10 ? `a list of ${value.length}` : value;
  return typeof value === "object" && value !== null ? "an object" : value;
}

function article(type: unknown): string {
  const names = (Array.isArray(type) ? type : [type]).map(String);
  return names.map((name) => (name === "null" ? name : `${/^[aeiou]/.test(name) ? "an" : "a"} ${name}`)).join(" or ");
}

function list(values: readonly unknown[]): string {
  return values.map((value) => JSON.stringify(value)).join(", ");
}

function comparison(operator: string): string {
  const words: Readonly<Record<string, string>> = {
    "<=": "at most",
    ">=": "at least",
    "<": "less than",
    ">": "more than",
  };
  return words[operator] ?? operator;
}

function range(schema: Schema): string {
  const bounds = [
    ["minimum", "from"],
    ["exclusiveMinimum", "above"],
    ["maximum", "to"],
    ["exclusiveMaximum", "below"],
  ] as const;
  return bounds
    .filter(([keyword]) => schema[keyword] !== undefined)
    .map(([keyword, word]) => `${word} ${schema[keyword]}`)
    .join(" ");
}
