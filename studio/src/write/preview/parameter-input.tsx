import { OwnOption } from "../../design/own-option.tsx";
import { useEffect, useState } from "react";
import { textOf } from "../../words/text-of.ts";
import { useLanguage, useWords } from "../../words/use-words.tsx";
import { writeWords } from "../words.ts";
import type { PreviewParameter } from "../workspace/read-template-yaml.ts";

interface ParameterInputProps {
  readonly parameter: PreviewParameter;
  /** Undefined: the default. */
  readonly value: unknown;
  readonly onValue: (value: unknown) => void;
}

/** One value of a preview: a choice, a switch, a number or text; lists and objects are written as JSON. */
export function ParameterInput({ parameter: { name, title: told, schema }, value, onValue }: ParameterInputProps) {
  const words = useWords(writeWords);
  const { language } = useLanguage();
  const title = typeof told === "string" ? told : textOf(told, language);
  const fallback = schema["default"];
  const choices = Array.isArray(schema["enum"])
    ? (schema["enum"] as unknown[])
    : schema["type"] === "boolean"
      ? [true, false]
      : undefined;
  if (choices !== undefined) {
    return (
      <label className="write-value" title={title}>
        <span>{name}</span>
        <select
          value={JSON.stringify(value ?? fallback ?? null)}
          onChange={(event) => onValue(JSON.parse(event.target.value) as unknown)}
        >
          {value === undefined && fallback === undefined && <option value="null">{words.choose}</option>}
          {choices.map((choice) => (
            <OwnOption key={JSON.stringify(choice)} value={JSON.stringify(choice)}>
              {String(choice)}
            </OwnOption>
          ))}
        </select>
      </label>
    );
  }
  return (
    <label className="write-value" title={title}>
      <span>{name}</span>
      <TypedInput type={String(schema["type"] ?? "string")} value={value ?? fallback} onValue={onValue} />
    </label>
  );
}

/** An input that keeps what is typed until it is a value of the type. */
function TypedInput({
  type,
  value,
  onValue,
}: {
  readonly type: string;
  readonly value: unknown;
  readonly onValue: (value: unknown) => void;
}) {
  const shown = value === undefined ? "" : type === "string" ? String(value) : JSON.stringify(value);
  const [typed, setTyped] = useState(shown);
  useEffect(() => setTyped(shown), [shown]);
  const read = readValue(type, typed);
  return (
    <input
      value={typed}
      inputMode={type === "number" || type === "integer" ? "decimal" : undefined}
      aria-invalid={read === undefined && typed !== "" ? true : undefined}
      spellCheck={false}
      onChange={(event) => {
        setTyped(event.target.value);
        const next = readValue(type, event.target.value);
        if (event.target.value === "") onValue(undefined);
        else if (next !== undefined) onValue(next.value);
      }}
    />
  );
}

function readValue(type: string, typed: string): { readonly value: unknown } | undefined {
  if (type === "string") return { value: typed };
  try {
    return { value: JSON.parse(typed) as unknown };
  } catch {
    return undefined;
  }
}
