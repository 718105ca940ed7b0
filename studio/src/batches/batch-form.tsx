import { keys } from "../api/query-keys.ts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useRef } from "react";
import { Link, useLocation } from "wouter";
import { api } from "../api/client.ts";
import { faultAt } from "../api/fault-at.ts";
import { take } from "../api/take.ts";
import { useDataset, useDatasets } from "../api/use-dataset.ts";
import { type Template, useTemplateOf, useTemplates } from "../api/use-template.ts";
import { DeliverFields } from "../deliver/deliver-fields.tsx";
import { Button } from "../design/button.tsx";
import { Field } from "../design/field.tsx";
import { Loaded } from "../design/loaded.tsx";
import { ProblemList } from "../design/problem-list.tsx";
import { useFaultFocus } from "../design/use-fault-focus.ts";
import { DatasetFields } from "../make/dataset-fields.tsx";
import "../make/make.css";
import { TemplateField } from "../make/template-field.tsx";
import { commonWords } from "../words/common.ts";
import { useFormats } from "../words/use-formats.ts";
import { useProblemText } from "../words/use-problem-text.ts";
import { useWords } from "../words/use-words.tsx";
import { type BatchDraft } from "./batch-request.ts";
import { RowsFields } from "./rows-fields.tsx";
import { useBatchDraft, useBatchValues } from "./use-batch-draft.ts";
import { batchesWords } from "./words.ts";

/**
 * The form of a batch: template, rows, which column gives which value, names, and the first rows as they will be; then
 * where it goes. The address may name a dataset to begin with (`dataset`).
 */
export function BatchForm() {
  const words = useWords(batchesWords);
  const common = useWords(commonWords);
  const formats = useFormats();
  const say = useProblemText();
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  const form = useRef<HTMLFormElement>(null);
  const { draft, edits, setDraft, setEdits } = useBatchDraft();
  const templates = useTemplates();
  const { data: template, isError: missing } = useTemplateOf(draft.template);
  const { shown, changes, request, preview, columns } = useBatchValues(template, draft, edits);
  const make = useMutation({
    mutationFn: () => take(api.POST("/batches", { body: request! })),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.batches() }),
  });
  const faultOf = faultAt(make.error ?? preview.error, say);
  useFaultFocus(form, make.error);
  const change = (changed: Partial<BatchDraft>): void => {
    make.reset();
    setDraft((present) => ({ ...present, ...changed }));
  };

  const { isLoading: datasetsComing } = useDatasets();
  const { isLoading: columnsComing } = useDataset(
    draft.from === "dataset" && draft.dataset !== "" ? draft.dataset.split("@")[0] : undefined,
  );
  return (
    <Loaded
      query={templates}
      ready={!datasetsComing && !columnsComing && (draft.template === "" || template !== undefined || missing)}
    >
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
            onEdit={(changed) => setEdits({ ...edits, ...changed })}
          >
            <Field label={words.date} help={words.dateHelp} fault={faultOf("/date")}>
              {(links) => (
                <input
                  {...links}
                  className="input"
                  type="date"
                  value={draft.date}
                  onChange={(event) => change({ date: event.target.value })}
                />
              )}
            </Field>
          </RowsFields>
          <fieldset>
            <legend>{words.deliver}</legend>
            <DeliverFields
              entries={draft.deliver}
              columns={columns}
              faultOf={faultOf}
              onChange={(deliver) => change({ deliver })}
            />
          </fieldset>
          {make.error !== null && <ProblemList title={words.notMade} error={make.error} />}
          <div className="buttons">
            <Button kind="primary" type="submit" disabled={request === undefined || make.isPending}>
              {preview.data === undefined ? words.makePlain : words.make(formats.number(preview.data.rows))}
            </Button>
            <Link className="button" href="/batches">
              {common.cancel}
            </Link>
          </div>
        </form>
      )}
    </Loaded>
  );

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (request !== undefined) make.mutate(undefined, { onSuccess: ({ id }) => navigate(`/batches/${id}`) });
  }

  function chooseTemplate(name: string): void {
    setEdits({});
    change({ template: name, datasets: {}, map: {} });
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
