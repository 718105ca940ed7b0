import { Field } from "../design/field.tsx";
import { ExactField } from "../design/exact-field.tsx";
import { ZoneField } from "../publications/form/time-fields.tsx";
import { scheduleWords } from "../publications/schedule-words.ts";
import { useWords } from "../words/use-words.tsx";
import type { FieldsProps } from "./fetched-fields.tsx";
import type { Rule, SourceDraft } from "./source-text.ts";
import { sourcesWords } from "./words.ts";

/** When a source is fetched. */
export function RefreshFields({ draft, fault, onChange }: FieldsProps) {
  const words = useWords(sourcesWords);
  const schedule = useWords(scheduleWords);
  const { rule } = draft;
  return (
    <fieldset>
      <legend>{words.refresh}</legend>
      <Field label={words.rule} fault={rule === "asked" ? fault("/refresh") : undefined}>
        {(links) => (
          <select
            {...links}
            className="input"
            value={rule}
            onChange={(event) => onChange({ rule: event.target.value as Rule })}
          >
            <option value="asked">{words.ruleAsked}</option>
            <option value="every">{words.ruleEvery}</option>
            <option value="schedule">{words.ruleSchedule}</option>
          </select>
        )}
      </Field>
      {rule === "every" && (
        <Line
          label={words.every}
          help={words.everyHelp}
          value={draft.every}
          fault={fault("/refresh")}
          onChange={(every) => onChange({ every })}
        />
      )}
      {rule === "schedule" && (
        <>
          <Line
            label={schedule.pattern}
            help={schedule.patternHelp}
            value={draft.schedule}
            fault={fault("/refresh")}
            onChange={(pattern) => onChange({ schedule: pattern })}
          />
          <ZoneField value={draft.timezone} onChange={(timezone) => onChange({ timezone })} />
        </>
      )}
    </fieldset>
  );
}

/** What a refresh may take. */
export function LimitFields({ draft, fault, onChange }: FieldsProps) {
  const words = useWords(sourcesWords);
  const fields: readonly (readonly [keyof SourceDraft & ("rows" | "bytes" | "minutes"), string, string])[] = [
    ["rows", words.rows, words.usualRows],
    ["bytes", words.bytes, words.usualBytes],
    ["minutes", words.minutes, words.usualMinutes],
  ];
  return (
    <fieldset>
      <legend>{words.limits}</legend>
      <p className="small muted">{words.limitsLead}</p>
      {fields.map(([limit, label, usual]) => (
        <Line
          key={limit}
          label={label}
          help={words.usual(usual)}
          numeric
          value={draft[limit]}
          fault={fault(`/limits/${limit}`)}
          onChange={(value) => onChange({ [limit]: value })}
        />
      ))}
    </fieldset>
  );
}

interface LineProps {
  readonly label: string;
  readonly help: string;
  readonly value: string;
  readonly fault: string | undefined;
  /** @default false */
  readonly numeric?: boolean;
  readonly onChange: (value: string) => void;
}

function Line({ label, help, value, fault, numeric = false, onChange }: LineProps) {
  return (
    <ExactField
      label={label}
      help={help}
      fault={fault}
      inputMode={numeric ? "numeric" : undefined}
      value={value}
      onChange={(text) => onChange(numeric ? text.trim() : text)}
    />
  );
}
