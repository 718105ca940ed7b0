import { useDatasets } from "../../api/datasets/use-dataset.ts";
import { Button } from "../../design/button.tsx";
import { Field } from "../../design/field.tsx";
import { ExactField } from "../../design/exact-field.tsx";
import { useWords } from "../../words/use-words.tsx";
import type { DataTrigger, Draft } from "../configuration.ts";
import { PlanEditor } from "./plan-editor.tsx";
import { publicationsWords } from "../words.ts";

interface WhenFieldsProps {
  readonly draft: Draft;
  readonly faultOf: (pointer: string) => string | undefined;
  readonly onChange: (changed: Partial<Draft>) => void;
}

/** What makes an edition: times, and datasets that have news. */
export function WhenFields({ draft: { schedules, triggers, skip, missed }, faultOf, onChange }: WhenFieldsProps) {
  const words = useWords(publicationsWords);
  const zone = schedules.at(-1)?.timezone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <>
      {schedules.map((schedule, index) => (
        <PlanEditor
          // Two schedules may be the same; each is its place.
          key={`${index}`}
          value={schedule}
          onChange={(changed) => onChange({ schedules: schedules.with(index, changed) })}
          onRemove={() => onChange({ schedules: schedules.toSpliced(index, 1) })}
        />
      ))}
      {faultOf("/on") !== undefined && (
        <p className="fault" role="alert">
          {faultOf("/on")}
        </p>
      )}
      <div>
        <Button onClick={() => onChange({ schedules: [...schedules, { schedule: "0 7 * * *", timezone: zone }] })}>
          {words.addTime}
        </Button>
      </div>
      {triggers.map((trigger, index) => (
        <DataFields
          // As above.
          key={`${index}`}
          trigger={trigger}
          onChange={(changed) => onChange({ triggers: triggers.with(index, changed) })}
          onRemove={triggers.length === 1 ? undefined : () => onChange({ triggers: triggers.toSpliced(index, 1) })}
        />
      ))}
      {triggers.every(({ data }) => data.length > 0) && (
        <div>
          <Button onClick={() => onChange({ triggers: [...triggers, { data: [], settle: "" }] })}>
            {words.addData}
          </Button>
        </div>
      )}
      <div>
        <label className="choice">
          <input type="checkbox" checked={skip} onChange={(event) => onChange({ skip: event.target.checked })} />
          {words.skip}
        </label>
        <p className="small muted">{words.skipHelp}</p>
      </div>
      <MissedField value={missed} onChange={(value) => onChange({ missed: value })} />
    </>
  );
}

interface MissedFieldProps {
  readonly value: Draft["missed"];
  readonly onChange: (value: Draft["missed"]) => void;
}

/** Which editions are made of times that passed unused. */
function MissedField({ value, onChange }: MissedFieldProps) {
  const words = useWords(publicationsWords);
  return (
    <Field label={words.missed}>
      {(links) => (
        <select
          {...links}
          className="input"
          value={value}
          onChange={(event) => onChange(event.target.value as Draft["missed"])}
        >
          <option value="latest">{words.missedLatest}</option>
          <option value="all">{words.missedAll}</option>
          <option value="none">{words.missedNone}</option>
        </select>
      )}
    </Field>
  );
}

interface DataFieldsProps {
  readonly trigger: DataTrigger;
  readonly onChange: (trigger: DataTrigger) => void;
  readonly onRemove: (() => void) | undefined;
}

function DataFields({ trigger: { data, settle }, onChange, onRemove }: DataFieldsProps) {
  const words = useWords(publicationsWords);
  const { data: stored } = useDatasets();
  const names = [
    ...new Set([...data, ...(stored?.pages.flatMap((page) => page.datasets.map(({ name }) => name)) ?? [])]),
  ];
  return (
    <fieldset className="bare">
      <legend className="field-label">{words.onNewData}</legend>
      <p className="small muted">{words.onNewDataHelp}</p>
      <div className="data-choices">
        {names.map((name) => (
          <label key={name} className="choice">
            <input
              type="checkbox"
              checked={data.includes(name)}
              onChange={(event) =>
                onChange({
                  settle,
                  data: event.target.checked ? [...data, name] : data.filter((other) => other !== name),
                })
              }
            />
            {name}
          </label>
        ))}
      </div>
      {data.length > 0 && (
        <ExactField
          label={words.settle}
          help={words.settleHelp}
          placeholder="5m"
          value={settle}
          onChange={(text) => onChange({ data, settle: text })}
        />
      )}
      {onRemove !== undefined && (
        <div>
          <Button kind="plain" className="inline" onClick={onRemove}>
            {words.removeData}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
