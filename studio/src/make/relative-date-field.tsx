import { type ReactNode, useState } from "react";
import { Field } from "../design/field.tsx";
import { ExactField } from "../design/exact-field.tsx";
import { useWords } from "../words/use-words.tsx";
import { makeWords } from "./words.ts";

interface RelativeDateFieldProps {
  readonly label: string;
  readonly help?: ReactNode;
  /** A date, a word such as `previous-month-end`, or empty. */
  readonly value: string;
  /** Words that only this field has, with what they mean. */
  readonly more?: readonly (readonly [string, string])[];
  /** Whether a date may be given instead of a word. @default true */
  readonly fixed?: boolean;
  readonly fault: string | undefined;
  readonly onChange: (value: string) => void;
}

const spans = ["week", "month", "quarter", "year"] as const;

/** A date that is found when a report is made, such as the end of the month before, or a fixed one. */
export function RelativeDateField({
  label,
  help,
  value,
  more = [],
  fixed = true,
  fault,
  onChange,
}: RelativeDateFieldProps) {
  const words = useWords(makeWords);
  const known = useKnownDates(more);
  const isWord = known.some(([word]) => word === value);
  const [form, setForm] = useState<"date" | "other">(/^[\d-]*$/.test(value) && fixed ? "date" : "other");
  const shown = isWord ? value : form;
  return (
    <>
      <Field label={label} help={help} fault={isWord ? fault : undefined}>
        {(links) => (
          <select
            {...links}
            className="input"
            value={shown}
            onChange={({ target }) => {
              if (target.value !== "date" && target.value !== "other") return onChange(target.value);
              setForm(target.value);
              onChange("");
            }}
          >
            {known.map(([word, text]) => (
              <option key={word} value={word}>
                {text}
              </option>
            ))}
            {fixed && <option value="date">{words.fixedDate}</option>}
            <option value="other">{words.otherDate}</option>
          </select>
        )}
      </Field>
      {shown === "date" && <FixedDate label={label} value={value} fault={fault} onChange={onChange} />}
      {shown === "other" && <OtherWord label={label} value={value} fault={fault} onChange={onChange} />}
    </>
  );
}

/** The words for dates that a reader chooses from, with what they mean. */
function useKnownDates(more: readonly (readonly [string, string])[]): readonly (readonly [string, string])[] {
  const words = useWords(makeWords);
  return [
    ...more,
    ["previous-day", words.previousDay],
    ...spans.flatMap((span) => [
      [`${span}-start`, words.startOf(words.this(span))] as const,
      [`previous-${span}-start`, words.startOf(words.previous(span))] as const,
      [`previous-${span}-end`, words.endOf(words.previous(span))] as const,
    ]),
  ];
}

type GivenDateProps = Pick<RelativeDateFieldProps, "label" | "value" | "fault" | "onChange">;

/** A date that stays the same. */
function FixedDate({ label, value, fault, onChange }: GivenDateProps) {
  const words = useWords(makeWords);
  return (
    <Field label={words.dateOf(label)} fault={fault}>
      {(links) => (
        <input
          {...links}
          className="input"
          type="date"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

/** A word for a date that is not among those to choose from. */
function OtherWord({ label, value, fault, onChange }: GivenDateProps) {
  const words = useWords(makeWords);
  return (
    <ExactField
      label={words.wordOf(label)}
      help={words.wordHelp}
      fault={fault}
      code
      value={value}
      onChange={onChange}
    />
  );
}
