import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats, { type FormatName } from "ajv-formats";
import { readCssColor } from "../css-color.ts";
import { linearPattern } from "./linear-patterns.ts";
import { formatWords, type Violation, violationsOf } from "./violation.ts";

export type Validate = (value: unknown) => readonly Violation[];

export type CompiledSchema =
  | { readonly validate: Validate }
  /** What is wrong with the schema itself, by JSON pointer into it. */
  | { readonly faults: readonly Violation[] };

export type JsonSchema = Readonly<Record<string, unknown>>;

/** Those that JSON Schema does not define. */
const ownFormats: Readonly<Record<string, (text: string) => boolean>> = {
  "css-color": (text) => readCssColor(text)?.alpha === 1,
};

let ownCompiler: Ajv2020 | undefined;
let linearCompiler: Ajv2020 | undefined;

/** Compiled schemas of strangers by their text: a template is loaded again and again while it is edited. */
const kept = new Map<string, CompiledSchema>();
const mostKept = 32;
/** A compiler never forgets the values of the schemas that it has compiled; after this many it is replaced. */
const mostCompiled = 500;
let compiled = 0;

/**
 * Compiles a JSON Schema (2020-12). Unknown keywords are faults, since they are probably misspelt. A value is never
 * changed, and every violation is reported, not only the first.
 *
 * @param options.strangers schema and values come from outside: patterns are matched in linear time, and
 *   `loadLinearPatterns` was called with the schema
 */
export function compileSchema(
  schema: JsonSchema,
  { strangers = false }: { readonly strangers?: boolean } = {},
): CompiledSchema {
  const text = strangers ? JSON.stringify(schema) : "";
  const before = kept.get(text);
  if (before !== undefined) return before;
  const made = compile(schema, strangers && text.includes("pattern"));
  if (strangers) {
    if (kept.size >= mostKept) kept.delete(kept.keys().next().value!);
    kept.set(text, made);
  }
  return made;
}

function compile(schema: JsonSchema, linear: boolean): CompiledSchema {
  compiled += 1;
  if (compiled % mostCompiled === 0) ownCompiler = linearCompiler = undefined;
  // One compiler for all, since creating one costs more than compiling a schema. Schemas are compiled
  // without being kept, so that two versions of one `$id` do not collide.
  const compiler = linear ? (linearCompiler ??= createCompiler(linearEngine)) : (ownCompiler ??= createCompiler());
  const { $id: _id, $schema: _dialect, ...anonymous } = schema;
  try {
    const check = compiler.compile(anonymous);
    compiler.removeSchema(anonymous);
    return { validate: (value) => (check(value) ? [] : violationsOf(check.errors ?? [], value)) };
  } catch (error) {
    // Compiling refuses a faulty schema; the meta-schema, which takes long to compile, shows where the fault is.
    if (compiler.validateSchema(anonymous) !== true) return { faults: violationsOf(compiler.errors ?? [], schema) };
    const message = error instanceof Error ? error.message : String(error);
    return { faults: [{ code: "invalid-schema", pointer: "", message }] };
  }
}

/**
 * A validator for one of our own schemas. It is compiled at the first call, since few processes need every one.
 *
 * @throws TypeError at the first call if the schema is faulty
 */
export function schemaValidator(schema: JsonSchema): Validate {
  let validate: Validate | undefined;
  const own = (): Validate => {
    const made = compileSchema(schema);
    if ("faults" in made) throw new TypeError(`a schema of ours is faulty: ${JSON.stringify(made.faults)}`);
    return made.validate;
  };
  return (value) => (validate ??= own())(value);
}

/** Ajv distinguishes patterns by their text. */
const linearEngine = Object.assign((pattern: string) => ({ test: testOf(pattern), toString: () => pattern }), {
  code: "linearPattern",
});

function testOf(pattern: string): (text: string) => boolean {
  const compiled = linearPattern(pattern);
  return (text) => compiled.test(text);
}

function createCompiler(regExp?: typeof linearEngine): Ajv2020 {
  const ajv = new Ajv2020({
    allErrors: true,
    verbose: true,
    strict: true,
    strictTypes: false,
    strictRequired: false,
    allowUnionTypes: true,
    addUsedSchema: false,
    validateSchema: false,
    // Optimizing the generated code takes longer than it saves on the few values checked.
    code: { optimize: false, ...(regExp !== undefined && { regExp }) },
    logger: false,
  });
  (addFormats as unknown as typeof addFormats.default)(
    ajv,
    Object.keys(formatWords).filter((name) => !Object.hasOwn(ownFormats, name)) as FormatName[],
  );
  for (const [name, check] of Object.entries(ownFormats)) ajv.addFormat(name, check);
  return ajv;
}
