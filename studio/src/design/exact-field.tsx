import type { ReactNode } from "react";
import { Field } from "./field.tsx";

interface ExactFieldProps {
  readonly label: ReactNode;
  readonly help?: ReactNode;
  /** What is wrong with the text; read out when it appears. */
  readonly fault?: ReactNode;
  readonly value: string;
  /** Whether it is code, a path or a pattern: set in one width. */
  readonly code?: boolean;
  /** Lines to show at once, for text of several lines. @default a single line */
  readonly rows?: number;
  readonly required?: boolean;
  readonly disabled?: boolean;
  /** Most characters. */
  readonly maxLength?: number;
  /** A regular expression that the whole text must match before its form is sent. */
  readonly pattern?: string;
  readonly placeholder?: string;
  readonly inputMode?: "numeric" | undefined;
  readonly onChange: (text: string) => void;
}

/** A field for text whose every letter counts, such as a name or code: no browser completes or corrects it. */
export function ExactField({ label, help, fault, value, code = false, rows, onChange, ...input }: ExactFieldProps) {
  return (
    <Field label={label} help={help} fault={fault}>
      {(links) => {
        const attributes = {
          ...links,
          ...input,
          className: code ? "input code" : "input",
          autoComplete: "off",
          spellCheck: false,
          value,
        };
        return rows === undefined ? (
          <input {...attributes} onChange={(event) => onChange(event.target.value)} />
        ) : (
          <textarea {...attributes} rows={rows} onChange={(event) => onChange(event.target.value)} />
        );
      }}
    </Field>
  );
}
