import { useTemplates } from "../api/use-template.ts";
import { Field } from "../design/field.tsx";
import { OwnOption } from "../design/own-option.tsx";
import { commonWords } from "../words/common.ts";
import { textOf } from "../words/text-of.ts";
import { useLanguage, useWords } from "../words/use-words.tsx";

interface TemplateFieldProps {
  readonly label: string;
  /** A template's name, also in a version; empty if none is chosen. */
  readonly value: string;
  readonly fault: string | undefined;
  readonly onChange: (name: string) => void;
}

/** Chooses a published template by its title. */
export function TemplateField({ label, value, fault, onChange }: TemplateFieldProps) {
  const common = useWords(commonWords);
  const { language } = useLanguage();
  const { data } = useTemplates();
  const listed = data?.pages.flatMap((page) => page.templates) ?? [];
  return (
    <Field label={label} fault={fault}>
      {(links) => (
        <select {...links} className="input" required value={value} onChange={(event) => onChange(event.target.value)}>
          <option value="" disabled>
            {common.chooseTemplate}
          </option>
          {value !== "" && !listed.some(({ name }) => name === value) && <OwnOption value={value}>{value}</OwnOption>}
          {listed.map(({ name, title }) => (
            <OwnOption key={name} value={name}>
              {textOf(title, language)}
            </OwnOption>
          ))}
        </select>
      )}
    </Field>
  );
}
