import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useMemo, useState } from "react";
import { Link, useLocation } from "wouter";
import { api } from "../api/client.ts";
import { RefusedError } from "../api/refused-error.ts";
import { take } from "../api/take.ts";
import { useDatasets } from "../api/use-dataset.ts";
import { type Template, useTemplates } from "../api/use-template.ts";
import { Button } from "../design/button.tsx";
import { Field } from "../design/field.tsx";
import { ProblemList } from "../design/problem-list.tsx";
import { type Choice, formFields, type ParameterSchema, show } from "../make/form-fields.ts";
import { ParameterField } from "../make/parameter-field.tsx";
import "../make/make.css";
import { type Changes, changesOf, readValues } from "../make/read-values.ts";
import { commonWords } from "../words/common.ts";
import { textOf } from "../words/text-of.ts";
import { useLanguage, useWords } from "../words/use-words.tsx";
import { configurationOf, type Draft, draftOf } from "./configuration.ts";
import { DeliverFields } from "./deliver-fields.tsx";
import { PlanEditor } from "./plan-editor.tsx";
import type { Publication } from "./use-publication.ts";
import { publicationsWords } from "./words.ts";

/** The form of a publication: what is made, when, and where it goes. The server judges it, in its own words. */
export function PublicationForm({ publication }: { readonly publication?: Publication }) {
  const words = useWords(publicationsWords);
  const common = useWords(commonWords);
  const { language } = useLanguage();
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  const [draft, setDraft] = useState<Draft>(() => draftOf(publication, Intl.DateTimeFormat().resolvedOptions().timeZone));
  const [edits, setEdits] = useState<Changes>({});
  const { data: templates } = useTemplates();
  const { data: stored } = useDatasets();
  const listed = templates?.pages.flatMap((page) => page.templates) ?? [];
  const datasets = stored?.pages.flatMap((page) => page.datasets.map(({ name }) => name)) ?? [];
  const template = useTemplateOf(draft.template);
  const fields = useMemo(() => (template === undefined ? [] : formFields(template.parameters as ParameterSchema, template.choices as Readonly<Record<string, readonly Choice[]>> | undefined)), [template]);
  const former = useMemo(() => (publication?.parameters === undefined || publication.template !== draft.template ? {} : changesOf(fields, publication.parameters as Readonly<Record<string, unknown>>, show)), [fields, publication, draft.template]);
  const changes = { ...former, ...edits };
  const isName = /^[a-z0-9][a-z0-9-]{0,62}$/.test(draft.name);
  const store = useMutation({
    mutationFn: () => take(api.PUT("/publications/{name}", { params: { path: { name: draft.name } }, body: configurationOf(draft, readValues(fields, changes), publication) })),
    onSuccess: async () => {
      await Promise.all([["publications"], ["publication", draft.name]].map((queryKey) => queries.invalidateQueries({ queryKey })));
      navigate(`/publications/${draft.name}`);
    },
  });
  const faultOf = (pointer: string): string | undefined => {
    if (!(store.error instanceof RefusedError)) return undefined;
    const found = store.error.problems.filter((problem) => problem.pointer === pointer || problem.pointer?.startsWith(`${pointer}/`) === true);
    return found.length === 0 ? undefined : found.map(({ message, hint }) => [message, hint].filter(Boolean).join(" · ")).join("; ");
  };
  const change = (changed: Partial<Draft>): void => setDraft((present) => ({ ...present, ...changed }));
  const dates: readonly (readonly [string, string])[] = [["run", words.dateRun], ["previous-day", words.datePreviousDay], ["previous-month-end", words.datePreviousMonthEnd], ["month-start", words.dateMonthStart]];

  return (
    <form className="form-sheet" noValidate onSubmit={submit}>
      {publication === undefined && (
        <Field label={common.name} help={words.nameHelp} fault={draft.name === "" || isName ? undefined : words.nameFault}>
          {(links) => <input {...links} className="input" autoComplete="off" spellCheck={false} maxLength={63} required value={draft.name} onChange={(event) => change({ name: event.target.value })} />}
        </Field>
      )}
      <fieldset>
        <legend>{words.what}</legend>
        <Field label={words.template} fault={faultOf("/template")}>
          {(links) => (
            <select {...links} className="input" required value={draft.template} onChange={(event) => chooseTemplate(event.target.value)}>
              <option value="" disabled />
              {draft.template !== "" && !listed.some(({ name }) => name === draft.template) && <option value={draft.template}>{draft.template}</option>}
              {listed.map(({ name, title }) => (
                <option key={name} value={name}>
                  {textOf(title, language)}
                </option>
              ))}
            </select>
          )}
        </Field>
        {fields.map((field) => (
          <ParameterField key={field.pointer} field={field} value={changes[field.pointer] ?? field.initial} fault={faultOf(`/parameters${field.pointer}`)} optionsFit onChange={(value) => setEdits({ ...edits, [field.pointer]: value })} />
        ))}
        {template?.datasets.map(({ alias, default: usual }) => (
          <Field key={alias} label={words.dataOf(alias)} fault={faultOf(`/datasets/${alias}`)}>
            {(links) => (
              <select {...links} className="input" value={draft.datasets[alias] ?? ""} onChange={(event) => change({ datasets: { ...draft.datasets, [alias]: event.target.value } })}>
                <option value="">{usual === undefined ? words.noData : words.usualData(usual)}</option>
                {[...new Set([...(draft.datasets[alias] ? [draft.datasets[alias]] : []), ...datasets])].map((name) => (
                  <option key={name}>{name}</option>
                ))}
              </select>
            )}
          </Field>
        ))}
        <Field label={words.reportDate} fault={faultOf("/date")}>
          {(links) => (
            <select {...links} className="input" value={draft.date} onChange={(event) => change({ date: event.target.value })}>
              {!dates.some(([date]) => date === draft.date) && <option>{draft.date}</option>}
              {dates.map(([date, text]) => (
                <option key={date} value={date}>
                  {text}
                </option>
              ))}
            </select>
          )}
        </Field>
      </fieldset>
      <fieldset>
        <legend>{words.when}</legend>
        {draft.schedules.map((schedule, index) => (
          <PlanEditor
            // Two schedules may be the same; each is its place.
            key={`${index}`}
            value={schedule}
            onChange={(changed) => change({ schedules: draft.schedules.with(index, changed) })}
            onRemove={() => change({ schedules: draft.schedules.toSpliced(index, 1) })}
          />
        ))}
        {faultOf("/on") !== undefined && (
          <p className="fault" role="alert">
            {faultOf("/on")}
          </p>
        )}
        <div>
          <Button onClick={() => change({ schedules: [...draft.schedules, { schedule: "0 7 * * *", timezone: draft.schedules.at(-1)?.timezone ?? Intl.DateTimeFormat().resolvedOptions().timeZone }] })}>{words.addTime}</Button>
        </div>
        <fieldset className="bare">
          <legend className="field-label">{words.onNewData}</legend>
          <p className="small muted">{words.onNewDataHelp}</p>
          <div className="data-choices">
            {[...new Set([...draft.triggers, ...datasets])].map((name) => (
              <label key={name} className="choice">
                <input type="checkbox" checked={draft.triggers.includes(name)} onChange={(event) => change({ triggers: event.target.checked ? [...draft.triggers, name] : draft.triggers.filter((other) => other !== name) })} />
                {name}
              </label>
            ))}
          </div>
        </fieldset>
        <Field label={words.skip} help={words.skipHelp}>
          {(links) => (
            <span className="choice">
              <input {...links} type="checkbox" checked={draft.skip} onChange={(event) => change({ skip: event.target.checked })} />
            </span>
          )}
        </Field>
        <Field label={words.missed}>
          {(links) => (
            <select {...links} className="input" value={draft.missed} onChange={(event) => change({ missed: event.target.value as Draft["missed"] })}>
              <option value="latest">{words.missedLatest}</option>
              <option value="all">{words.missedAll}</option>
              <option value="none">{words.missedNone}</option>
            </select>
          )}
        </Field>
        <Field label={words.keep} help={words.keepHelp} fault={faultOf("/keep")}>
          {(links) => <input {...links} className="input" value={draft.keep} onChange={(event) => change({ keep: event.target.value })} />}
        </Field>
      </fieldset>
      <DeliverFields draft={draft} fault={faultOf("/deliver")} onChange={change} />
      {store.error !== null && <ProblemList title={words.notStored} error={store.error} />}
      <div className="buttons">
        <Button kind="primary" type="submit" disabled={store.isPending || !isName || draft.template === ""}>
          {publication === undefined ? words.store : words.change}
        </Button>
        <Link className="button" href={publication === undefined ? "/publications" : `/publications/${publication.name}`}>
          {common.cancel}
        </Link>
      </div>
    </form>
  );

  function submit(event: FormEvent): void {
    event.preventDefault();
    store.mutate();
  }

  function chooseTemplate(name: string): void {
    setEdits({});
    change({ template: name, datasets: {} });
  }
}

/** The template that a reference names, also in a version. */
function useTemplateOf(reference: string): Template | undefined {
  const [name = "", version] = reference.split("@");
  const { data } = useQuery({
    queryKey: ["template", name, version],
    queryFn: (): Promise<Template> => (version === undefined ? take(api.GET("/templates/{name}", { params: { path: { name } } })) : take(api.GET("/templates/{name}/versions/{version}", { params: { path: { name, version } } }))),
    enabled: name !== "",
  });
  return data;
}
