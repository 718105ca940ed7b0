import { type FormEvent, useRef } from "react";
import { Link, useLocation } from "wouter";
import type { Template } from "../api/use-template.ts";
import { DeliverFields } from "../deliver/deliver-fields.tsx";
import { Button } from "../design/button.tsx";
import { Field } from "../design/field.tsx";
import { Loaded } from "../design/loaded.tsx";
import { ProblemList } from "../design/problem-list.tsx";
import { DatasetFields } from "../make/dataset-fields.tsx";
import "../make/make.css";
import { TemplateField } from "../make/template-field.tsx";
import { commonWords } from "../words/common.ts";
import { useFormats } from "../words/use-formats.ts";
import { useWords } from "../words/use-words.tsx";
import type { BatchDraft } from "./batch-request.ts";
import { RowsFields } from "./rows-fields.tsx";
import { useBatchForm } from "./use-batch-form.ts";
import { batchesWords } from "./words.ts";

/**
 * The form of a batch: template, rows, which column gives which value, names, and the first rows as they will be; then
 * where it goes. The address may name a dataset to begin with (`dataset`).
 */
export function BatchForm() {
  const words = useWords(batchesWords);
  const [, navigate] = useLocation();
  const form = useRef<HTMLFormElement>(null);
  const { draft, template, templates, ready, values, make, faultOf, change, edit, chooseTemplate } = useBatchForm(form);
  const { shown, changes, request, preview, columns } = values;
  return (
    <Loaded query={templates} ready={ready}>
      {() => (
        <form ref={form} className="form-sheet" noValidate onSubmit={submit}>
          <WhatFields
            draft={draft}
            template={template}
            faultOf={faultOf}
            onTemplate={chooseTemplate}
            onChange={change}
          />
          <RowsFields
            draft={draft}
            template={template}
            fields={shown}
            edits={changes}
            outputs={["files", "zip", "merged"]}
            preview={preview}
            wanted={request !== undefined}
            faultOf={faultOf}
            base=""
            onChange={change}
            onEdit={edit}
          >
            <DateField value={draft.date} fault={faultOf("/date")} onChange={(date) => change({ date })} />
          </RowsFields>
          <fieldset>
            <legend>{words.deliver}</legend>
            <DeliverFields
              entries={draft.deliver}
              columns={columns}
              made={{ renditions: draft.renditions, single: draft.output === "files" }}
              faultOf={faultOf}
              onChange={(deliver) => change({ deliver })}
            />
          </fieldset>
          {make.error !== null && <ProblemList title={words.notMade} error={make.error} />}
          <FormEnd rows={preview.data?.rows} disabled={request === undefined || make.isPending} />
        </form>
      )}
    </Loaded>
  );

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (request !== undefined) make.mutate(undefined, { onSuccess: ({ id }) => navigate(`/batches/${id}`) });
  }
}

interface WhatFieldsProps {
  readonly draft: BatchDraft;
  readonly template: Template | undefined;
  readonly faultOf: (pointer: string) => string | undefined;
  readonly onTemplate: (name: string) => void;
  readonly onChange: (changed: Partial<BatchDraft>) => void;
}

/** The template of all reports, and the data that all of them share. */
function WhatFields({ draft, template, faultOf, onTemplate, onChange }: WhatFieldsProps) {
  const words = useWords(batchesWords);
  return (
    <fieldset>
      <legend>{words.what}</legend>
      <TemplateField label={words.template} value={draft.template} fault={faultOf("/template")} onChange={onTemplate} />
      {template !== undefined && (
        <DatasetFields
          template={template}
          chosen={draft.datasets}
          faultOf={faultOf}
          onChange={(datasets) => onChange({ datasets })}
        />
      )}
    </fieldset>
  );
}

interface DateFieldProps {
  readonly value: string;
  readonly fault: string | undefined;
  readonly onChange: (date: string) => void;
}

/** The date of all reports. */
function DateField({ value, fault, onChange }: DateFieldProps) {
  const words = useWords(batchesWords);
  return (
    <Field label={words.date} help={words.dateHelp} fault={fault}>
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

interface FormEndProps {
  /** How many reports will be made, once that is known. */
  readonly rows: number | undefined;
  readonly disabled: boolean;
}

/** The button that makes the batch, and the way back. */
function FormEnd({ rows, disabled }: FormEndProps) {
  const words = useWords(batchesWords);
  const common = useWords(commonWords);
  const formats = useFormats();
  return (
    <div className="buttons">
      <Button kind="primary" type="submit" disabled={disabled}>
        {rows === undefined ? words.makePlain : words.make(formats.number(rows))}
      </Button>
      <Link className="button" href="/batches">
        {common.cancel}
      </Link>
    </div>
  );
}
