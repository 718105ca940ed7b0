import { useMemo } from "react";
import type { Template } from "../../api/use-template.ts";
import { type BatchRequest, emptyDraft, mappedBy, requestOf } from "../../batches/batch-request.ts";
import { type FormField, show } from "../../make/form-fields.ts";
import { inLanguage } from "../../make/in-language.ts";
import { valuesOf, withOpenOptions } from "../../make/open-options.ts";
import { type Changes, changesOf, readValues } from "../../make/read-values.ts";
import { useFormFields } from "../../make/use-form-fields.ts";
import { useLanguage } from "../../words/use-words.tsx";
import { type Configuration, configurationOf, type Draft, draftOf } from "../configuration.ts";
import type { Publication } from "../use-publication.ts";

interface EditionValues {
  /** The parameters, each with the choices that the others leave it. */
  readonly shown: readonly FormField[];
  /** Their values, by pointer, as far as they are not the template's own. */
  readonly changes: Changes;
  /** What is stored; `undefined` as long as something is missing. */
  readonly configuration: Configuration | undefined;
  /** The batch that each edition makes, if it makes one. */
  readonly rows: BatchRequest | undefined;
}

/** What the editions of a publication are made with: its stored values, then those of the form. */
export function useEditionValues(
  publication: Publication | undefined,
  template: Template | undefined,
  draft: Draft,
  edits: Changes,
): EditionValues {
  const { language } = useLanguage();
  const listed = useFormFields(template, draft.datasets);
  const fields = useMemo(() => listed.map(asRelative), [listed]);
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
  const rows = useMemo(
    () =>
      draft.batch === undefined
        ? undefined
        : requestOf(
            // In which forms changes no row.
            { ...emptyDraft, ...draft.batch, renditions: [], template: draft.template, datasets: draft.datasets },
            readValues(fields, changes),
          ),
    [draft.batch, draft.template, draft.datasets, fields, changes],
  );
  return { shown, changes, configuration: configurationOf(draft, readValues(fields, changes)), rows };
}

/** Each edition has dates of its own, so that every date may be a word. */
function asRelative(field: FormField): FormField {
  return field.kind === "date" ? { ...field, kind: "relative-date" } : field;
}
