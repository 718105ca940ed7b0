import type { FieldValue, FormField } from "./form-fields.ts";

/** What the reader changed, by pointer. */
export type Changes = Readonly<Record<string, FieldValue>>;

/**
 * The parameters of a request: only what the reader changed, since the template has the defaults. A text that is no
 * number is sent as it is, so that the server says what is wrong with it.
 */
export function readValues(fields: readonly FormField[], changes: Changes): Record<string, unknown> {
  const parameters: Record<string, unknown> = {};
  for (const field of fields) {
    const given = changes[field.pointer];
    if (given === undefined) continue;
    const value = valueOf(field, given);
    if (value === undefined) continue;
    put(parameters, field.pointer, value);
  }
  return parameters;
}

function put(parameters: Record<string, unknown>, pointer: string, value: unknown): void {
  const steps = pointer
    .slice(1)
    .split("/")
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
  let place = parameters;
  for (const step of steps.slice(0, -1)) place = (place[step] ??= {}) as Record<string, unknown>;
  place[steps.at(-1)!] = value;
}

function valueOf({ kind, options, whole }: FormField, given: FieldValue): unknown {
  if (typeof given === "boolean") return given;
  if (typeof given !== "string") return given.map((text) => optionOf(options, text));
  const text = given.trim();
  // An emptied field asks for the default.
  if (text === "") return undefined;
  if (kind === "choice") return optionOf(options, given);
  if (kind === "number") return numberOf(text, whole);
  if (kind === "list")
    return text
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== "");
  if (kind === "json") return parsed(text);
  return given;
}

function optionOf(options: FormField["options"], text: string): unknown {
  return options.find(({ value }) => String(value) === text)?.value ?? text;
}

/** Accepts a decimal comma, since many keyboards have no other. */
function numberOf(text: string, whole: boolean): unknown {
  const number = Number(/^-?\d+,\d+$/.test(text) ? text.replace(",", ".") : text);
  return Number.isFinite(number) && (!whole || Number.isInteger(number)) ? number : text;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** What a report's parameters look like in the form: for the same report again with other values. */
export function changesOf(
  fields: readonly FormField[],
  parameters: Readonly<Record<string, unknown>>,
  show: (value: unknown, kind: FormField["kind"]) => FieldValue,
): Changes {
  const found = fields.flatMap((field): [string, FieldValue][] => {
    const value = field.pointer
      .slice(1)
      .split("/")
      .reduce<unknown>(
        (place, step) =>
          typeof place === "object" && place !== null ? (place as Readonly<Record<string, unknown>>)[step] : undefined,
        parameters,
      );
    return value === undefined || value === null ? [] : [[field.pointer, show(value, field.kind)]];
  });
  return Object.fromEntries(found);
}
