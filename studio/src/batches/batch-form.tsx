import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useMemo, useState } from "react";
import { Link, useLocation } from "wouter";
import { api } from "../api/client.ts";
import { RefusedError } from "../api/refused-error.ts";
import { take } from "../api/take.ts";
import { useDataset, useDatasets } from "../api/use-dataset.ts";
import { type Template, useTemplates } from "../api/use-template.ts";
import { Button } from "../design/button.tsx";
import { Field } from "../design/field.tsx";
import { ProblemList } from "../design/problem-list.tsx";
import { type Choice, formFields, type ParameterSchema } from "../make/form-fields.ts";
import "../make/make.css";
import { type Changes, readValues } from "../make/read-values.ts";
import { commonWords } from "../words/common.ts";
import { textOf } from "../words/text-of.ts";
import { useFormats } from "../words/use-formats.ts";
import { useLanguage, useWords } from "../words/use-words.tsx";
import { BatchFirstItems, useBatchPreview } from "./batch-first-items.tsx";
import { type BatchDraft, emptyDraft, liquidOf, matchColumns, requestOf } from "./batch-request.ts";
import { MapFields } from "./map-fields.tsx";
import { batchesWords } from "./words.ts";

/** The form of a batch: template, rows, which column gives which value, names; and the first rows as they will be. */
export function BatchForm() {
  const words = useWords(batchesWords);
  const common = useWords(commonWords);
  const formats = useFormats();
  const { language } = useLanguage();
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  const [draft, setDraft] = useState<BatchDraft>(emptyDraft);
  const [edits, setEdits] = useState<Changes>({});
  const { data: templates } = useTemplates();
  const { data: stored } = useDatasets();
  const template = useTemplateNamed(draft.template);
  const { data: dataset } = useDataset(draft.dataset === "" ? undefined : draft.dataset);
  const fields = useMemo(() => (template === undefined ? [] : formFields(template.parameters as ParameterSchema, template.choices as Readonly<Record<string, readonly Choice[]>> | undefined)), [template]);
  const request = useMemo(() => requestOf(draft, readValues(fields, edits)), [draft, fields, edits]);
  const preview = useBatchPreview(request);
  const parameters = Object.keys(((template?.parameters as ParameterSchema | undefined)?.properties ?? {}) as object);
  const columns = draft.from === "dataset" ? (dataset?.columns.map(({ name }) => name) ?? []) : [];
  const make = useMutation({
    mutationFn: () => take(api.POST("/batches", { body: request! })),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ["batches"] });
      navigate(`/batches/${id}`);
    },
  });
  const error = make.error ?? preview.error;
  const faultOf = (pointer: string): string | undefined => {
    if (!(error instanceof RefusedError)) return undefined;
    const found = error.problems.filter((problem) => problem.pointer === pointer || problem.pointer?.startsWith(`${pointer}/`) === true);
    return found.length === 0 ? undefined : found.map(({ message, hint }) => [message, hint].filter(Boolean).join(" · ")).join("; ");
  };
  const change = (changed: Partial<BatchDraft>): void => {
    make.reset();
    setDraft((present) => ({ ...present, ...changed }));
  };

  return (
    <form className="form-sheet" noValidate onSubmit={submit}>
      <fieldset>
        <legend>{words.what}</legend>
        <Field label={words.template} fault={faultOf("/template")}>
          {(links) => (
            <select {...links} className="input" required value={draft.template} onChange={(event) => chooseTemplate(event.target.value)}>
              <option value="" disabled />
              {templates?.pages
                .flatMap((page) => page.templates)
                .map(({ name, title }) => (
                  <option key={name} value={name}>
                    {textOf(title, language)}
                  </option>
                ))}
            </select>
          )}
        </Field>
      </fieldset>
      <fieldset>
        <legend>{words.rows}</legend>
        <Field label={words.rowsFrom}>
          {(links) => (
            <select {...links} className="input" value={draft.from} onChange={(event) => change({ from: event.target.value as BatchDraft["from"], map: {} })}>
              <option value="dataset">{words.fromDataset}</option>
              <option value="query">{words.fromQuery}</option>
            </select>
          )}
        </Field>
        {draft.from === "dataset" ? (
          <Field label={words.dataset} fault={faultOf("/rows")}>
            {(links) => (
              <select {...links} className="input" value={draft.dataset} onChange={(event) => change({ dataset: event.target.value, map: {} })}>
                <option value="" disabled>
                  {words.choose}
                </option>
                {stored?.pages
                  .flatMap((page) => page.datasets)
                  .map(({ name }) => (
                    <option key={name}>{name}</option>
                  ))}
              </select>
            )}
          </Field>
        ) : (
          <Field label={words.sql} help={words.sqlHelp(template?.datasets.map(({ alias }) => alias).join(", ") ?? "–")} fault={faultOf("/rows")}>
            {(links) => <textarea {...links} className="input code" rows={5} spellCheck={false} value={draft.query} onChange={(event) => change({ query: event.target.value })} />}
          </Field>
        )}
      </fieldset>
      {template !== undefined && (
        <fieldset>
          <legend>{words.mapTitle}</legend>
          <p className="small muted">{words.mapHelp}</p>
          <MapFields
            parameters={parameters}
            fields={fields}
            columns={columns}
            map={draft.map}
            suggested={matchColumns(parameters, columns)}
            edits={edits}
            faultOf={faultOf}
            onMap={(map) => change({ map })}
            onEdit={(changed) => setEdits({ ...edits, ...changed })}
          />
        </fieldset>
      )}
      <fieldset>
        <legend>{words.nameTitle}</legend>
        <Field label={words.name} help={words.nameHelp} fault={faultOf("/name")}>
          {(links) => <input {...links} className="input code" spellCheck={false} value={draft.name} onChange={(event) => change({ name: event.target.value })} />}
        </Field>
        {columns.length > 0 && (
          <div className="column-chips">
            <span className="small muted">{words.insert}</span>
            {columns.map((column) => (
              <Button key={column} onClick={() => change({ name: draft.name + liquidOf(column) })}>
                {column}
              </Button>
            ))}
          </div>
        )}
        <BatchFirstItems preview={preview} wanted={request !== undefined} />
        <Field label={words.tolerate} help={words.tolerateHelp} fault={faultOf("/tolerate")}>
          {(links) => <input {...links} className="input" value={draft.tolerate} onChange={(event) => change({ tolerate: event.target.value })} />}
        </Field>
        <Field label={words.outputLabel} fault={faultOf("/output")}>
          {(links) => (
            <select {...links} className="input" value={draft.output} onChange={(event) => change({ output: event.target.value as BatchDraft["output"] })}>
              <option value="files">{words.outputFiles}</option>
              <option value="zip">{words.outputZip}</option>
              <option value="merged">{words.outputMerged}</option>
            </select>
          )}
        </Field>
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
  );

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (request !== undefined) make.mutate();
  }

  function chooseTemplate(name: string): void {
    setEdits({});
    change({ template: name, map: {} });
  }
}

function useTemplateNamed(name: string): Template | undefined {
  return useQuery({ queryKey: ["template", name], queryFn: () => take(api.GET("/templates/{name}", { params: { path: { name } } })), enabled: name !== "" }).data;
}
