import { keys } from "../../api/query-keys.ts";
import { useQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import { api } from "../../api/client.ts";
import { RefusedError } from "../../api/refused-error.ts";
import { take } from "../../api/take.ts";
import { Button } from "../../design/button.tsx";
import { Field } from "../../design/field.tsx";
import { useProblemText } from "../../words/use-problem-text.ts";
import { useLanguage, useWords } from "../../words/use-words.tsx";
import { frequencies, type Frequency, readPlan, type Schedule, scheduleInWords, writePlan } from "../schedule.ts";
import { cityOf } from "../trigger-words.ts";
import { scheduleWords } from "../schedule-words.ts";
import { TimeField, ZoneField } from "./time-fields.tsx";

interface PlanEditorProps {
  readonly value: Schedule;
  readonly onChange: (value: Schedule) => void;
  readonly onRemove: () => void;
}

/** Monday first, as calendars have it. */
const week = [1, 2, 3, 4, 5, 6, 0];

/** A schedule in words: how often, at what time, where; and the next five times, as the server counts them. */
export function PlanEditor({ value: { schedule, timezone }, onChange, onRemove }: PlanEditorProps) {
  const words = useWords(scheduleWords);
  const plan = readPlan(schedule);
  const inWords = words.inZone(scheduleInWords(schedule, words), cityOf(timezone));
  const change = (changed: Partial<typeof plan>): void =>
    onChange({ schedule: writePlan({ ...plan, ...changed }), timezone });
  return (
    <div className="plan" role="group" aria-label={inWords}>
      <FrequencyField
        value={plan.frequency}
        onChange={(frequency) =>
          change({
            frequency,
            pattern: frequency === "custom" ? `*/30 ${Number(plan.time.slice(0, 2))} * * *` : schedule,
          })
        }
      />
      {plan.frequency === "monthly" && <DayOfMonth value={plan.day} onChange={(day) => change({ day })} />}
      <TimeField
        schedule={schedule}
        plan={plan}
        onPattern={(pattern) => onChange({ schedule: pattern, timezone })}
        onTime={(time) => change({ time })}
      />
      <ZoneField value={timezone} onChange={(zone) => onChange({ schedule, timezone: zone })} />
      {plan.frequency === "weekly" && <DaysOfWeek days={plan.days} onChange={(chosen) => change({ days: chosen })} />}
      <div className="whole">
        <NextTimes schedule={schedule} timezone={timezone} />
      </div>
      <div className="whole">
        <Button kind="plain" className="inline" aria-label={words.removeTime(inWords)} onClick={onRemove}>
          {words.removeTime(inWords)}
        </Button>
      </div>
    </div>
  );
}

interface FrequencyFieldProps {
  readonly value: Frequency;
  readonly onChange: (value: Frequency) => void;
}

/** How often. */
function FrequencyField({ value, onChange }: FrequencyFieldProps) {
  const words = useWords(scheduleWords);
  const names: Readonly<Record<Frequency, string>> = {
    daily: words.frequencyDaily,
    weekdays: words.frequencyWeekdays,
    weekly: words.frequencyWeekly,
    monthly: words.frequencyMonthly,
    custom: words.frequencyCustom,
  };
  return (
    <Field label={words.frequency}>
      {(links) => (
        <select
          {...links}
          className="input"
          value={value}
          onChange={(event) => onChange(event.target.value as Frequency)}
        >
          {frequencies.map((frequency) => (
            <option key={frequency} value={frequency}>
              {names[frequency]}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

interface DayOfMonthProps {
  /** From `1` to `31`; `L` is the last one. */
  readonly value: string;
  readonly onChange: (day: string) => void;
}

/** The day of each month. */
function DayOfMonth({ value, onChange }: DayOfMonthProps) {
  const words = useWords(scheduleWords);
  return (
    <Field label={words.dayOfMonth}>
      {(links) => (
        <select {...links} className="input" value={value} onChange={(event) => onChange(event.target.value)}>
          {Array.from({ length: 31 }, (_, index) => String(index + 1)).map((day) => (
            <option key={day}>{day}</option>
          ))}
          <option value="L">{words.lastDay}</option>
        </select>
      )}
    </Field>
  );
}

interface DaysOfWeekProps {
  readonly days: readonly number[];
  readonly onChange: (days: readonly number[]) => void;
}

/** The days of each week; the last one stays, since a schedule without any never comes. */
function DaysOfWeek({ days, onChange }: DaysOfWeekProps) {
  const words = useWords(scheduleWords);
  return (
    <fieldset className="whole bare">
      <legend className="unseen">{words.days}</legend>
      <div className="day-choices">
        {week.map((day) => (
          <label key={day} className="choice">
            <input
              type="checkbox"
              checked={days.includes(day)}
              disabled={days.length === 1 && days.includes(day)}
              onChange={(event) =>
                onChange(event.target.checked ? [...days, day] : days.filter((other) => other !== day))
              }
            />
            {words.dayShort(day)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function NextTimes(given: Schedule) {
  const words = useWords(scheduleWords);
  const { language } = useLanguage();
  const say = useProblemText();
  const { schedule, timezone } = useDeferredValue(given);
  const { data, error } = useQuery({
    queryKey: keys.schedule(schedule, timezone),
    queryFn: () => take(api.GET("/schedule", { params: { query: { schedule, timezone } } })),
    enabled: schedule.trim() !== "",
  });
  if (error instanceof RefusedError)
    return (
      <p className="fault" role="alert">
        {error.problems.map(say).join("; ")}
      </p>
    );
  const format = new Intl.DateTimeFormat(language === "zh" ? "zh-Hans" : "en-GB", {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZone: timezone,
  });
  return (
    <p className="small muted" aria-live="polite">
      {words.nextFive}: {(data?.times ?? []).map((time) => format.format(new Date(time))).join(" · ")}
    </p>
  );
}
