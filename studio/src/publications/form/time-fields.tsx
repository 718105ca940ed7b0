import { Field } from "../../design/field.tsx";
import { ExactField } from "../../design/exact-field.tsx";
import { useWords } from "../../words/use-words.tsx";
import type { Plan } from "../schedule.ts";
import { scheduleWords } from "../schedule-words.ts";

interface TimeFieldProps {
  readonly schedule: string;
  readonly plan: Plan;
  readonly onPattern: (pattern: string) => void;
  readonly onTime: (time: string) => void;
}

/** The time of the day, or the pattern that says all. */
export function TimeField({ schedule, plan, onPattern, onTime }: TimeFieldProps) {
  const words = useWords(scheduleWords);
  return plan.frequency === "custom" ? (
    <ExactField label={words.pattern} help={words.patternHelp} value={schedule} onChange={onPattern} />
  ) : (
    <Field label={words.time}>
      {(links) => (
        <input
          {...links}
          className="input"
          type="time"
          required
          value={plan.time}
          onChange={(event) => event.target.value !== "" && onTime(event.target.value)}
        />
      )}
    </Field>
  );
}

interface ZoneFieldProps {
  readonly value: string;
  readonly onChange: (zone: string) => void;
}

/** The time zone. */
export function ZoneField({ value, onChange }: ZoneFieldProps) {
  const words = useWords(scheduleWords);
  return (
    <Field label={words.timezone}>
      {(links) => (
        <select {...links} className="input" value={value} onChange={(event) => onChange(event.target.value)}>
          {zonesWith(value).map((zone) => (
            <option key={zone}>{zone}</option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** The time zones of the browser, with one that it may not name. */
function zonesWith(timezone: string): readonly string[] {
  return [...new Set(["UTC", timezone, ...Intl.supportedValuesOf("timeZone")])];
}
