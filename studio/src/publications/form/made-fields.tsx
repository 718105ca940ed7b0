import type { Template } from "../../api/use-template.ts";
import { Field } from "../../design/field.tsx";
import { DatasetFields } from "../../make/dataset-fields.tsx";
import type { FormField } from "../../make/form-fields.ts";
import { ParameterField } from "../../make/parameter-field.tsx";
import type { Changes } from "../../make/read-values.ts";
import { RelativeDateField } from "../../make/relative-date-field.tsx";
import { TemplateField } from "../../make/template-field.tsx";
import { commonWords } from "../../words/common.ts";
import { useWords } from "../../words/use-words.tsx";
import { type Draft, emptyEditionRows } from "../configuration.ts";
import { publicationsWords } from "../words.ts";

interface MadeFieldsProps {
  readonly draft: Draft;
  readonly template: Template | undefined;
  readonly fields: readonly FormField[];
  readonly changes: Changes;
  /** Whether the form was sent: what is missing is wrong only then. */
  readonly tried: boolean;
  readonly faultOf: (pointer: string) => string | undefined;
  readonly onTemplate: (name: string) => void;
  readonly onChange: (changed: Partial<Draft>) => void;
  readonly onEdit: (changed: Changes) => void;
}

/** What an edition is: its template, whether it is one report or a batch, its parameters, data and date. */
export function MadeFields(props: MadeFieldsProps) {
  const { draft, template, fields, changes, tried, faultOf, onTemplate, onChange, onEdit } = props;
  const words = useWords(publicationsWords);
  const common = useWords(commonWords);
  return (
    <fieldset>
      <legend>{words.what}</legend>
      <TemplateField
        label={words.template}
        value={draft.template}
        fault={faultOf("/template") ?? (tried && draft.template === "" ? common.chooseTemplate : undefined)}
        onChange={onTemplate}
      />
      <Field label={words.makes}>
        {(links) => (
          <select
            {...links}
            className="input"
            value={draft.batch === undefined ? "report" : "batch"}
            onChange={(event) => onChange({ batch: event.target.value === "batch" ? emptyEditionRows : undefined })}
          >
            <option value="report">{words.makesReport}</option>
            <option value="batch">{words.makesBatch}</option>
          </select>
        )}
      </Field>
      {draft.batch === undefined &&
        fields.map((field) => (
          <ParameterField
            key={`${draft.template} ${field.pointer}`}
            field={field}
            value={changes[field.pointer] ?? field.initial}
            fault={faultOf(`/parameters${field.pointer}`)}
            onChange={(value) => onEdit({ [field.pointer]: value })}
          />
        ))}
      {template !== undefined && (
        <DatasetFields
          template={template}
          chosen={draft.datasets}
          faultOf={faultOf}
          onChange={(datasets) => onChange({ datasets })}
        />
      )}
      <RelativeDateField
        label={words.reportDate}
        value={draft.date}
        more={[["run", words.dateRun]]}
        fixed={false}
        fault={faultOf("/date")}
        onChange={(date) => onChange({ date })}
      />
    </fieldset>
  );
}
