import { keys } from "../api/query-keys.ts";
import { useMutation, useQuery, useQueryClient, type UseQueryResult } from "@tanstack/react-query";
import { type FormEvent, useMemo, useRef, useState } from "react";
import { Link, useLocation, useSearchParams } from "wouter";
import { api } from "../api/client.ts";
import { faultAt } from "../api/fault-at.ts";
import { keptValues, useKeeping } from "../api/kept-values.ts";
import { take } from "../api/take.ts";
import { useDatasets } from "../api/use-dataset.ts";
import { type Template, useTemplates } from "../api/use-template.ts";
import { useBatchPreview } from "../batches/batch-first-items.tsx";
import { type BatchRequest, emptyDraft, mappedBy, requestOf } from "../batches/batch-request.ts";
import "../batches/batches.css";
import { RowsFields, useColumns } from "../batches/rows-fields.tsx";
import { DeliverFields } from "../deliver/deliver-fields.tsx";
import { Button } from "../design/button.tsx";
import { Field } from "../design/field.tsx";
import { Loading } from "../design/loading.tsx";
import { ProblemList } from "../design/problem-list.tsx";
import { useOpened } from "../design/use-opened.ts";
import { useFaultFocus } from "../design/use-fault-focus.ts";
import { DatasetFields } from "../make/dataset-fields.tsx";
import { type FormField, show } from "../make/form-fields.ts";
import { inLanguage } from "../make/in-language.ts";
import { useFormFields } from "../make/use-form-fields.ts";
import "../make/make.css";
import { ParameterField } from "../make/parameter-field.tsx";
import { type Changes, changesOf, readValues } from "../make/read-values.ts";
import { valuesOf, withOpenOptions } from "../make/open-options.ts";
import { RelativeDateField } from "../make/relative-date-field.tsx";
import { commonWords } from "../words/common.ts";
import { textOf } from "../words/text-of.ts";
import { useProblemText } from "../words/use-problem-text.ts";
import { useLanguage, useWords } from "../words/use-words.tsx";
import { configurationOf, type Draft, draftOf, emptyEditionRows } from "./configuration.ts";
import { storePublication } from "./store-publication.ts";
import type { Publication } from "./use-publication.ts";
import { WhenFields } from "./when-fields.tsx";
import { publicationsWords } from "./words.ts";

/** The form of a publication: what is made, when, and where it goes. The server judges it, in its own words. */
export function PublicationForm({ publication }: { readonly publication?: Publication }) {
  const words = useWords(publicationsWords);
  const common = useWords(commonWords);
  const { language } = useLanguage();
  const say = useProblemText();
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  const [search] = useSearchParams();
  const form = useRef<HTMLFormElement>(null);
  const place = `publication ${publication?.name ?? ""}`;
  const [kept] = useState(() => keptValues<{ readonly draft: Draft; readonly edits: Changes }>(place));
  const [draft, setDraft] = useState<Draft>(() => {
    if (kept !== undefined) return kept.draft;
    const begun = draftOf(publication, Intl.DateTimeFormat().resolvedOptions().timeZone);
    return publication === undefined ? { ...begun, template: search.get("template") ?? "" } : begun;
  });
  const [edits, setEdits] = useState<Changes>(kept?.edits ?? {});
  useKeeping(place, { draft, edits });
  const [tried, setTried] = useState(false);
  const { data: templates, error: templatesError } = useTemplates();
  const listed = templates?.pages.flatMap((page) => page.templates) ?? [];
  const { data: template, isError: missing } = useTemplateOf(draft.template);
  const listedFields = useFormFields(template, draft.datasets);
  const fields = useMemo(() => listedFields.map(asRelative), [listedFields]);
  const former = useMemo(
    () =>
      publication?.parameters === undefined || draft.template !== draftOf(publication, "").template
        ? {}
        : changesOf(fields, publication.parameters as Readonly<Record<string, unknown>>, show),
    [fields, publication, draft.template],
  );
  const changes = useMemo(
    () => ({ ...(publication === undefined && inLanguage(fields, language)), ...former, ...edits }),
    [publication, fields, language, former, edits],
  );
  const shown = useMemo(
    () => withOpenOptions(fields, valuesOf(fields, changes, mappedBy(draft.batch))),
    [fields, changes, draft.batch],
  );
  const isName = /^[a-z0-9][a-z0-9-]{0,62}$/.test(draft.name);
  const configuration = configurationOf(draft, readValues(fields, changes));
  const rows = useMemo(
    (): BatchRequest | undefined =>
      draft.batch === undefined
        ? undefined
        : requestOf(
            { ...emptyDraft, ...draft.batch, template: draft.template, datasets: draft.datasets },
            readValues(fields, changes),
          ),
    [draft.batch, draft.template, draft.datasets, fields, changes],
  );
  const preview = useBatchPreview(rows);
  const columns = useColumns(draft.batch ?? emptyEditionRows);
  const store = useMutation({
    mutationFn: () => storePublication(draft.name, configuration!, publication === undefined, words.notNew),
    onSuccess: () =>
      Promise.all(
        [keys.publications(), keys.publication(draft.name)].map((queryKey) => queries.invalidateQueries({ queryKey })),
      ),
  });
  useFaultFocus(form, store.error);
  const stored = faultAt(store.error, say);
  const previewed = faultAt(preview.error, say);
  const faultOf = (pointer: string): string | undefined =>
    stored(pointer) ?? (pointer.startsWith("/batch/") ? previewed(pointer.slice("/batch".length)) : undefined);
  const nameFault =
    draft.name === "" ? (tried ? words.nameFault : undefined) : isName ? stored("/name") : words.nameFault;
  const change = (changed: Partial<Draft>): void => setDraft((present) => ({ ...present, ...changed }));
  const edit = (changed: Changes): void => setEdits((present) => ({ ...present, ...changed }));

  const { isLoading: datasetsComing } = useDatasets();
  const opened = useOpened(
    templates !== undefined && !datasetsComing && (draft.template === "" || template !== undefined || missing),
  );
  if (!opened)
    return templatesError === null ? <Loading /> : <ProblemList title={common.loadFailed} error={templatesError} />;
  return (
    <form ref={form} className="form-sheet" noValidate onSubmit={submit}>
      {publication === undefined && (
        <Field label={common.name} help={words.nameHelp} fault={nameFault}>
          {(links) => (
            <input
              {...links}
              className="input"
              autoComplete="off"
              spellCheck={false}
              maxLength={63}
              required
              value={draft.name}
              onChange={(event) => change({ name: event.target.value })}
            />
          )}
        </Field>
      )}
      <fieldset>
        <legend>{words.what}</legend>
        <Field
          label={words.template}
          fault={stored("/template") ?? (tried && draft.template === "" ? common.chooseTemplate : undefined)}
        >
          {(links) => (
            <select
              {...links}
              className="input"
              required
              value={draft.template}
              onChange={(event) => chooseTemplate(event.target.value)}
            >
              <option value="" disabled>
                {common.chooseTemplate}
              </option>
              {draft.template !== "" && !listed.some(({ name }) => name === draft.template) && (
                <option value={draft.template}>{draft.template}</option>
              )}
              {listed.map(({ name, title }) => (
                <option key={name} value={name}>
                  {textOf(title, language)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={words.makes}>
          {(links) => (
            <select
              {...links}
              className="input"
              value={draft.batch === undefined ? "report" : "batch"}
              onChange={(event) => change({ batch: event.target.value === "batch" ? emptyEditionRows : undefined })}
            >
              <option value="report">{words.makesReport}</option>
              <option value="batch">{words.makesBatch}</option>
            </select>
          )}
        </Field>
        {draft.batch === undefined &&
          shown.map((field) => (
            <ParameterField
              key={`${draft.template} ${field.pointer}`}
              field={field}
              value={changes[field.pointer] ?? field.initial}
              fault={stored(`/parameters${field.pointer}`)}
              onChange={(value) => edit({ [field.pointer]: value })}
            />
          ))}
        {template !== undefined && (
          <DatasetFields
            template={template}
            chosen={draft.datasets}
            faultOf={stored}
            onChange={(datasets) => change({ datasets })}
          />
        )}
        <RelativeDateField
          label={words.reportDate}
          value={draft.date}
          more={[["run", words.dateRun]]}
          fixed={false}
          fault={stored("/date")}
          onChange={(date) => change({ date })}
        />
      </fieldset>
      {draft.batch !== undefined && (
        <RowsFields
          draft={draft.batch}
          template={template}
          fields={shown}
          edits={changes}
          outputs={["zip", "merged"]}
          preview={preview}
          wanted={rows !== undefined}
          faultOf={faultOf}
          base="/batch"
          onChange={(changed) => change({ batch: { ...(draft.batch ?? emptyEditionRows), ...changed } })}
          onEdit={edit}
        />
      )}
      <fieldset>
        <legend>{words.when}</legend>
        <WhenFields draft={draft} faultOf={stored} onChange={change} />
      </fieldset>
      <fieldset>
        <legend>{words.deliver}</legend>
        <DeliverFields
          entries={draft.deliver}
          {...(draft.batch !== undefined && { columns })}
          faultOf={stored}
          onChange={(deliver) => change({ deliver })}
        />
        <Field label={words.keep} help={words.keepHelp} fault={stored("/keep")}>
          {(links) => (
            <input
              {...links}
              className="input"
              value={draft.keep}
              onChange={(event) => change({ keep: event.target.value })}
            />
          )}
        </Field>
      </fieldset>
      {tried && draft.template !== "" && configuration === undefined && (
        <p className="fault" role="alert">
          {words.rowsMissing}
        </p>
      )}
      {store.error !== null && <ProblemList title={words.notStored} error={store.error} />}
      <div className="buttons">
        <Button kind="primary" type="submit" disabled={store.isPending}>
          {publication === undefined ? words.store : words.change}
        </Button>
        <Link
          className="button"
          href={publication === undefined ? "/publications" : `/publications/${publication.name}`}
        >
          {common.cancel}
        </Link>
      </div>
    </form>
  );

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (isName && configuration !== undefined)
      return store.mutate(undefined, { onSuccess: () => navigate(`/publications/${draft.name}`) });
    setTried(true);
    // What is missing shows after the next drawing.
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  }

  function chooseTemplate(name: string): void {
    setEdits({});
    change({ template: name, datasets: {}, ...(draft.batch !== undefined && { batch: { ...draft.batch, map: {} } }) });
  }
}

/** Each edition has dates of its own, so that every date may be a word. */
function asRelative(field: FormField): FormField {
  return field.kind === "date" ? { ...field, kind: "relative-date" } : field;
}

/** The template that a reference names, also in a version. */
function useTemplateOf(reference: string): UseQueryResult<Template> {
  const [name = "", version] = reference.split("@");
  return useQuery({
    queryKey: keys.template(name, version),
    queryFn: (): Promise<Template> =>
      version === undefined
        ? take(api.GET("/templates/{name}", { params: { path: { name } } }))
        : take(api.GET("/templates/{name}/versions/{version}", { params: { path: { name, version } } })),
    enabled: name !== "",
  });
}
