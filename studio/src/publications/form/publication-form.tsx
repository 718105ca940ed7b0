import { keys } from "../../api/query-keys.ts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useRef, useState } from "react";
import { Link, useLocation } from "wouter";
import { faultAt } from "../../api/fault-at.ts";
import { useDatasets } from "../../api/use-dataset.ts";
import { useTemplateOf, useTemplates } from "../../api/use-template.ts";
import { useBatchPreview } from "../../batches/batch-first-items.tsx";
import "../../batches/batches.css";
import { RowsFields, useColumns } from "../../batches/rows-fields.tsx";
import { Button } from "../../design/button.tsx";
import { Loaded } from "../../design/loaded.tsx";
import { ProblemList } from "../../design/problem-list.tsx";
import { useFaultFocus } from "../../design/use-fault-focus.ts";
import "../../make/make.css";
import { commonWords } from "../../words/common.ts";
import { useProblemText } from "../../words/use-problem-text.ts";
import { useWords } from "../../words/use-words.tsx";
import { type Configuration, emptyEditionRows } from "../configuration.ts";
import { MadeFields } from "./made-fields.tsx";
import { isName, NameField } from "./name-field.tsx";
import { SentFields } from "./sent-fields.tsx";
import { storePublication } from "./store-publication.ts";
import { useDraft } from "./use-draft.ts";
import { useEditionValues } from "./use-edition-values.ts";
import type { Publication } from "../use-publication.ts";
import { WhenFields } from "./when-fields.tsx";
import { publicationsWords } from "../words.ts";

/** The form of a publication: what is made, when, and where it goes. The server judges it, in its own words. */
export function PublicationForm({ publication }: { readonly publication?: Publication }) {
  const words = useWords(publicationsWords);
  const common = useWords(commonWords);
  const form = useRef<HTMLFormElement>(null);
  const [tried, setTried] = useState(false);
  const templates = useTemplates();
  const { isLoading: datasetsComing } = useDatasets();
  const { draft, edits, change, edit, chooseTemplate } = useDraft(publication);
  const { data: template, isError: missing } = useTemplateOf(draft.template);
  const { shown, changes, configuration, rows } = useEditionValues(publication, template, draft, edits);
  const preview = useBatchPreview(rows);
  const columns = useColumns(draft.batch ?? emptyEditionRows);
  const [, navigate] = useLocation();
  const store = useStoring(draft.name, publication === undefined);
  useFaultFocus(form, store.error);
  const say = useProblemText();
  const [stored, previewed] = [faultAt(store.error, say), faultAt(preview.error, say)];
  const rowsFault = (pointer: string): string | undefined =>
    stored(pointer) ?? (pointer.startsWith("/batch/") ? previewed(pointer.slice("/batch".length)) : undefined);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isName(draft.name) && configuration !== undefined)
      return store.mutate(configuration, { onSuccess: () => navigate(`/publications/${draft.name}`) });
    setTried(true);
    // What is missing shows after the next drawing.
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
  return (
    <Loaded query={templates} ready={!datasetsComing && (draft.template === "" || template !== undefined || missing)}>
      {() => (
        <form ref={form} className="form-sheet" noValidate onSubmit={submit}>
          {publication === undefined && (
            <NameField
              value={draft.name}
              tried={tried}
              refused={stored("/name")}
              onChange={(name) => change({ name })}
            />
          )}
          <MadeFields
            draft={draft}
            template={template}
            fields={shown}
            changes={changes}
            tried={tried}
            faultOf={stored}
            onTemplate={chooseTemplate}
            onChange={change}
            onEdit={edit}
          />
          {draft.batch !== undefined && (
            <RowsFields
              draft={draft.batch}
              template={template}
              fields={shown}
              edits={changes}
              outputs={["zip", "merged"]}
              preview={preview}
              wanted={rows !== undefined}
              faultOf={rowsFault}
              base="/batch"
              onChange={(changed) => change({ batch: { ...(draft.batch ?? emptyEditionRows), ...changed } })}
              onEdit={edit}
            />
          )}
          <fieldset>
            <legend>{words.when}</legend>
            <WhenFields draft={draft} faultOf={stored} onChange={change} />
          </fieldset>
          <SentFields draft={draft} columns={columns} faultOf={stored} onChange={change} />
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
      )}
    </Loaded>
  );
}

/** Stores a configuration under a name. */
function useStoring(name: string, isNew: boolean) {
  const words = useWords(publicationsWords);
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (configuration: Configuration) => storePublication(name, configuration, isNew, words.notNew),
    onSuccess: () =>
      Promise.all(
        [keys.publications(), keys.publication(name)].map((queryKey) => queries.invalidateQueries({ queryKey })),
      ),
  });
}
