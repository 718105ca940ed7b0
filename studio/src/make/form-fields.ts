/** The part of JSON Schema that parameters of a template use. */
export interface ParameterSchema {
  readonly type?: string | readonly string[];
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly format?: string;
  readonly items?: ParameterSchema;
  readonly properties?: Readonly<Record<string, ParameterSchema>>;
  readonly required?: readonly string[];
}

/** A value with its label, from the data: `choices` of a template. */
export interface Choice {
  readonly value: string | number | boolean;
  readonly label?: string;
  /** Parameter → its value for which this one may be chosen. */
  readonly when?: Readonly<Record<string, string | number | boolean | null>>;
}

export interface FormField {
  /** Where its value is in the parameters, as problems name it: `/weights/relief`. */
  readonly pointer: string;
  readonly label: string;
  readonly help?: string;
  readonly kind:
    | "choice"
    | "choices"
    | "switch"
    | "number"
    | "text"
    | "long-text"
    | "date"
    | "relative-date"
    | "list"
    | "json";
  readonly options: readonly Choice[];
  /** Whether the options come from the data. */
  readonly fromData: boolean;
  /** Shown until the reader changes it. */
  readonly initial: FieldValue;
  readonly required: boolean;
  readonly whole: boolean;
  readonly range?: { readonly minimum?: number; readonly maximum?: number };
  /** Heading of the object that it belongs to. */
  readonly group?: { readonly label: string; readonly help?: string };
}

/** Texts of a parameter beside its schema, in the language of the form. */
export interface OwnTexts {
  readonly title?: string;
  readonly description?: string;
  /** By the value of its `enum`. */
  readonly labels?: ReadonlyMap<string, string>;
}

/** What a field shows: a text, a switch, or several texts. */
export type FieldValue = string | boolean | readonly string[];

/**
 * The fields of a form, in the order of the schema; an object's members are fields under its heading.
 *
 * @param choices values from the data, by parameter
 * @param texts by the parameter's place: they take precedence over its schema
 */
export function formFields(
  schema: ParameterSchema,
  choices: Readonly<Record<string, readonly Choice[]>> = {},
  texts: ReadonlyMap<string, OwnTexts> = new Map(),
): FormField[] {
  return fieldsOf(schema, "", choices, texts, undefined);
}

function fieldsOf(
  { properties = {}, required = [] }: ParameterSchema,
  base: string,
  choices: Readonly<Record<string, readonly Choice[]>>,
  texts: ReadonlyMap<string, OwnTexts>,
  group: FormField["group"],
): FormField[] {
  return Object.entries(properties).flatMap(([name, schema]): FormField[] => {
    const pointer = `${base}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    const { labels, ...own } = texts.get(pointer) ?? {};
    const named = nameOf(name, { ...schema, ...own });
    if (schema.properties !== undefined) return fieldsOf(withDefaults(schema), pointer, {}, texts, named);
    const fromData = choices[name];
    const kind = kindOf(schema, fromData);
    const given = kind === "choices" ? schema.items?.enum : schema.enum;
    const options =
      fromData ?? given?.map((value) => withLabel(value as Choice["value"], labels?.get(String(value)))) ?? [];
    return [
      {
        ...named,
        pointer,
        kind,
        options,
        fromData: fromData !== undefined,
        initial: show(schema.default, kind),
        required: required.includes(name) && schema.default === undefined,
        whole: schema.type === "integer",
        ...(schema.minimum === undefined && schema.maximum === undefined
          ? {}
          : {
              range: {
                ...(schema.minimum === undefined ? {} : { minimum: schema.minimum }),
                ...(schema.maximum === undefined ? {} : { maximum: schema.maximum }),
              },
            }),
        ...(group === undefined ? {} : { group }),
      },
    ];
  });
}

function withLabel(value: Choice["value"], label: string | undefined): Choice {
  return label === undefined ? { value } : { value, label };
}

/** The members of an object's default become their own defaults. */
function withDefaults(schema: ParameterSchema): ParameterSchema {
  const whole = schema.default;
  if (typeof whole !== "object" || whole === null) return schema;
  const properties = Object.entries(schema.properties ?? {}).map(([name, member]) => [
    name,
    Object.hasOwn(whole, name) ? { ...member, default: (whole as Readonly<Record<string, unknown>>)[name] } : member,
  ]);
  return { ...schema, properties: Object.fromEntries(properties) as Readonly<Record<string, ParameterSchema>> };
}

/** The label of a parameter; what its title says after a semicolon is help. */
function nameOf(
  name: string,
  { title, description }: ParameterSchema,
): { readonly label: string; readonly help?: string } {
  const [label = "", ...rest] = (title ?? capitalize(name.replaceAll(/[_-]/g, " "))).split(/[;；]\s*/);
  const help = description ?? (rest.length > 0 ? capitalize(rest.join("; ")) : undefined);
  return { label, ...(help === undefined ? {} : { help }) };
}

function capitalize(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function kindOf(schema: ParameterSchema, choices: readonly Choice[] | undefined): FormField["kind"] {
  const type = Array.isArray(schema.type)
    ? (schema.type as readonly string[]).find((one) => one !== "null")
    : schema.type;
  if (type === "array")
    return schema.items?.enum !== undefined || choices !== undefined
      ? "choices"
      : isPlain(schema.items)
        ? "list"
        : "json";
  if (schema.enum !== undefined || choices !== undefined) return "choice";
  if (type === "boolean") return "switch";
  if (type === "integer" || type === "number") return "number";
  if (type !== "string") return "json";
  // The default of a date may be a word, such as previous-month-end.
  if (schema.format === "date")
    return schema.default === undefined || /^\d{4}-/.test(String(schema.default)) ? "date" : "relative-date";
  return (schema.maxLength ?? 0) > 200 ? "long-text" : "text";
}

function isPlain(items: ParameterSchema | undefined): boolean {
  return items?.type === "string" || items?.type === "integer" || items?.type === "number";
}

/** A value of a parameter as its field shows it. */
export function show(value: unknown, kind: FormField["kind"]): FieldValue {
  if (kind === "switch") return value === true;
  if (kind === "choices") return Array.isArray(value) ? value.map(String) : [];
  if (value === undefined || value === null) return "";
  if (kind === "list") return Array.isArray(value) ? value.map(String).join("\n") : "";
  return kind === "json" ? JSON.stringify(value, null, 2) : String(value);
}
