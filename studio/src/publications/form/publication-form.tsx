import { useRef } from "react";
import { Link } from "wouter";
import "../../batches/batches.css";
import { RowsFields } from "../../batches/rows-fields.tsx";
import { Button } from "../../design/button.tsx";
import { Loaded } from "../../design/loaded.tsx";
import { ProblemList } from "../../design/problem-list.tsx";
import "../../make/make.css";
import { commonWords } from "../../words/common.ts";
import { useWords } from "../../words/use-words.tsx";
import { emptyEditionRows } from "../configuration.ts";
import { MadeFields } from "./made-fields.tsx";
import { NameField } from "./name-field.tsx";
import { SentFields } from "./sent-fields.tsx";
import { usePublicationForm } from "./use-publication-form.ts";
import type { Publication } from "../use-publication.ts";
import { WhenFields } from "./when-fields.tsx";
import { publicationsWords } from "../words.ts";

/** The form of a publication: what is made, when, and where it goes. The server judges it, in its own words. */
export function PublicationForm({ publication }: { readonly publication?: Publication }) {
  const words = useWords(publicationsWords);
  const form = useRef<HTMLFormElement>(null);
  const { tried, templates, template, ready, drafting, values, preview, columns, store, stored, rowsFault, submit } =
    usePublicationForm(publication, form);
  const { draft, change, edit, chooseTemplate } = drafting;
  const { shown, changes, configuration, rows } = values;
  return (
    <Loaded query={templates} ready={ready}>
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
          <FormEnd
            publication={publication}
            rowsMissing={tried && draft.template !== "" && configuration === undefined}
            store={store}
          />
        </form>
      )}
    </Loaded>
  );
}

interface FormEndProps {
  readonly publication: Publication | undefined;
  readonly rowsMissing: boolean;
  readonly store: ReturnType<typeof usePublicationForm>["store"];
}

/** What keeps the publication from being stored, the button that stores it, and the way back. */
function FormEnd({ publication, rowsMissing, store }: FormEndProps) {
  const words = useWords(publicationsWords);
  const common = useWords(commonWords);
  return (
    <>
      {rowsMissing && (
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
    </>
  );
}
