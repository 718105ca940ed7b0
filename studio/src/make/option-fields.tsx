import { type ReactNode, useId } from "react";
import { Field } from "../design/field.tsx";
import { own } from "../design/own.tsx";
import { OwnOption } from "../design/own-option.tsx";
import type { Choice, FieldValue, FormField } from "./form-fields.ts";

interface OptionsProps<Value> {
  readonly field: FormField;
  readonly value: Value;
  readonly help: ReactNode;
  readonly fault: string | undefined;
  readonly labelOf: (option: Choice) => string;
  readonly onChange: (value: FieldValue) => void;
}

/** A few short options beside one another. */
export function Segments({ field, value, help, fault, labelOf, onChange }: OptionsProps<string>) {
  const id = useId();
  return (
    <fieldset className="field" aria-describedby={`${id}-help`}>
      <legend>{own(field.label)}</legend>
      <div className="segments">
        {field.options.map((option) => (
          <label key={String(option.value)}>
            <input
              type="radio"
              name={id}
              value={String(option.value)}
              checked={String(option.value) === value}
              onChange={() => onChange(String(option.value))}
            />
            <span>{own(labelOf(option))}</span>
          </label>
        ))}
      </div>
      <Below id={`${id}-help`} help={help} fault={fault} />
    </fieldset>
  );
}

/** A choice of several options. */
export function Boxes({ field, value, help, fault, labelOf, onChange }: OptionsProps<readonly string[]>) {
  const id = useId();
  return (
    <fieldset className="field" aria-describedby={`${id}-help`}>
      <legend>{own(field.label)}</legend>
      <div className="boxes">
        {field.options.map((option) => {
          const text = String(option.value);
          return (
            <label key={text} className="choice">
              <input
                type="checkbox"
                checked={value.includes(text)}
                onChange={(event) =>
                  onChange(event.target.checked ? [...value, text] : value.filter((other) => other !== text))
                }
              />
              {own(labelOf(option))}
            </label>
          );
        })}
      </div>
      <Below id={`${id}-help`} help={help} fault={fault} />
    </fieldset>
  );
}

/** A choice in a list that opens; a value that is none of the options stays in it. */
export function Select({ field, value, help, fault, labelOf, onChange }: OptionsProps<string>) {
  return (
    <Field label={field.label} help={help} fault={fault}>
      {(links) => (
        <select {...links} className="input" value={value} onChange={(event) => onChange(event.target.value)}>
          {!field.options.some((option) => String(option.value) === value) && (
            <OwnOption value={value}>{value}</OwnOption>
          )}
          {field.options.map((option) => (
            <OwnOption key={String(option.value)} value={String(option.value)}>
              {labelOf(option)}
            </OwnOption>
          ))}
        </select>
      )}
    </Field>
  );
}

function Below({
  id,
  help,
  fault,
}: {
  readonly id: string;
  readonly help: ReactNode;
  readonly fault: string | undefined;
}) {
  return (
    <div id={id} aria-live="polite">
      {help !== undefined && <p className="help">{help}</p>}
      {fault !== undefined && <p className="fault">{fault}</p>}
    </div>
  );
}
