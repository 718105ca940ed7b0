import { shownText } from "../words/shown-text.ts";
import { own } from "../design/own.tsx";
import type { ReactNode } from "react";
import { Field } from "../design/field.tsx";
import { useFormats } from "../words/use-formats.ts";
import { useLanguage, useWords } from "../words/use-words.tsx";
import type { Choice, FieldValue, FormField } from "./form-fields.ts";
import { Boxes, Segments, Select } from "./option-fields.tsx";
import { RelativeDateField } from "./relative-date-field.tsx";
import { makeWords } from "./words.ts";

interface ParameterFieldProps {
  readonly field: FormField;
  readonly value: FieldValue;
  readonly fault: string | undefined;
  readonly onChange: (value: FieldValue) => void;
}

/** Most options that stand beside one another, and the most letters in them. */
const sideBySide = { options: 3, letters: 26 };

/** One parameter. */
export function ParameterField({ field, value, fault: refused, onChange }: ParameterFieldProps) {
  const words = useWords(makeWords);
  const labelOf = useOptionLabels(field);
  const { kind, options, range } = field;
  const span = useSpan(range);
  const help = withCode([field.help, span].filter(Boolean).join(" · ")) || undefined;
  const label = field.label;
  const fault = refused ?? (isStrange(field, value) ? words.notInData(String(value)) : undefined);

  if (kind === "relative-date")
    return (
      <RelativeDateField
        label={label}
        help={help}
        value={String(value)}
        more={[["report-date", words.reportDate]]}
        fault={fault}
        onChange={onChange}
      />
    );
  if (kind === "switch")
    return <Switch label={label} help={help} checked={value === true} fault={fault} onChange={onChange} />;
  if (
    kind === "choice" &&
    options.length <= sideBySide.options &&
    options.some((option) => String(option.value) === String(value)) &&
    options.map(labelOf).join("").length <= sideBySide.letters
  )
    return (
      <Segments field={field} value={String(value)} help={help} fault={fault} labelOf={labelOf} onChange={onChange} />
    );
  if (kind === "choices")
    return (
      <Boxes
        field={field}
        value={value as readonly string[]}
        help={help}
        fault={fault}
        labelOf={labelOf}
        onChange={onChange}
      />
    );
  if (kind === "choice")
    return (
      <Select field={field} value={String(value)} help={help} fault={fault} labelOf={labelOf} onChange={onChange} />
    );
  return <TextField field={field} value={value} help={help} fault={fault} onChange={onChange} />;
}

interface SwitchProps {
  readonly label: string;
  readonly help: ReactNode;
  readonly checked: boolean;
  readonly fault: string | undefined;
  readonly onChange: (checked: boolean) => void;
}

/** A value that is true or false. */
function Switch({ label, help, checked, fault, onChange }: SwitchProps) {
  const words = useWords(makeWords);
  return (
    <Field label={label} help={help} fault={fault}>
      {(links) => (
        <span className="choice">
          <input {...links} type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
          {checked ? words.yes : words.no}
        </span>
      )}
    </Field>
  );
}

interface TextFieldProps extends ParameterFieldProps {
  readonly help: ReactNode;
}

/** A value that is typed: a line, a date, or several lines. */
function TextField({ field, value, help, fault, onChange }: TextFieldProps) {
  const words = useWords(makeWords);
  const { kind, label } = field;
  const text = typeof value === "string" ? value : typeof value === "boolean" ? String(value) : value.join("\n");
  if (kind === "long-text" || kind === "list" || kind === "json")
    return (
      <Field label={label} help={help ?? (kind === "list" ? words.oneEachLine : undefined)} fault={fault}>
        {(links) => (
          <textarea
            {...links}
            className="input"
            rows={4}
            required={field.required}
            value={text}
            onChange={(event) => onChange(event.target.value)}
          />
        )}
      </Field>
    );
  return (
    <Field label={label} help={help} fault={fault}>
      {(links) => (
        <input
          {...links}
          className="input"
          type={kind === "date" ? "date" : "text"}
          inputMode={kind === "number" ? "decimal" : undefined}
          required={field.required}
          value={text}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

/** Between which numbers a value lies, in words. */
function useSpan(range: FormField["range"]): string | undefined {
  const words = useWords(makeWords);
  const { number } = useFormats();
  if (range === undefined) return undefined;
  if (range.minimum === undefined) return words.atMost(number(range.maximum!));
  return range.maximum === undefined
    ? words.atLeast(number(range.minimum))
    : words.between(number(range.minimum), number(range.maximum));
}

/** Whether a value does not occur in the data chosen. */
function isStrange({ kind, fromData, options }: FormField, value: FieldValue): boolean {
  return (
    kind === "choice" &&
    fromData &&
    options.length > 0 &&
    value !== "" &&
    !options.some((option) => String(option.value) === String(value))
  );
}

/** A text in which what stands between backticks is code. */
function withCode(text: string): ReactNode {
  const parts = text.split("`");
  // The place of a part is its name.
  return parts.length < 3
    ? own(text)
    : parts.map((part, index) => (index % 2 === 1 ? <code key={`${index}`}>{part}</code> : own(part)));
}

/** Labels of options: those from the data, the names of languages, else the values. */
function useOptionLabels({ pointer }: FormField): (option: Choice) => string {
  const { language } = useLanguage();
  const names = new Intl.DisplayNames(language === "zh" ? "zh-Hans" : "en", { type: "language" });
  return ({ value, label }) =>
    shownText(label ?? (pointer === "/language" ? (names.of(String(value)) ?? String(value)) : String(value)));
}
