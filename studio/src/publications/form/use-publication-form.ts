import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type RefObject, useState } from "react";
import { useLocation } from "wouter";
import { faultAt } from "../../api/fault-at.ts";
import { keys } from "../../api/query-keys.ts";
import { useDatasets } from "../../api/datasets/use-dataset.ts";
import { useTemplateOf, useTemplates } from "../../api/use-template.ts";
import { useBatchPreview } from "../../batches/batch-first-items.tsx";
import { useColumns } from "../../batches/rows-fields.tsx";
import { useFaultFocus } from "../../design/use-fault-focus.ts";
import { useProblemText } from "../../words/use-problem-text.ts";
import { useWords } from "../../words/use-words.tsx";
import { type Configuration, emptyEditionRows } from "../configuration.ts";
import type { Publication } from "../use-publication.ts";
import { publicationsWords } from "../words.ts";
import { isName } from "./name-field.tsx";
import { storePublication } from "./store-publication.ts";
import { useDraft } from "./use-draft.ts";
import { useEditionValues } from "./use-edition-values.ts";

/** The form of a publication at work: its draft, what is stored of it, and what the server says of that. */
export function usePublicationForm(publication: Publication | undefined, form: RefObject<HTMLFormElement | null>) {
  const [tried, setTried] = useState(false);
  const templates = useTemplates();
  const { isLoading: datasetsComing } = useDatasets();
  const drafting = useDraft(publication);
  const { draft, edits } = drafting;
  const { data: template, isError: missing } = useTemplateOf(draft.template);
  const values = useEditionValues(publication, template, draft, edits);
  const preview = useBatchPreview(values.rows);
  const columns = useColumns(draft.batch ?? emptyEditionRows);
  const [, navigate] = useLocation();
  const store = useStoring(draft.name, publication === undefined);
  useFaultFocus(form, store.error);
  const say = useProblemText();
  const [stored, previewed] = [faultAt(store.error, say), faultAt(preview.error, say)];
  const rowsFault = (pointer: string): string | undefined =>
    stored(pointer) ?? (pointer.startsWith("/batch/") ? previewed(pointer.slice("/batch".length)) : undefined);
  const ready = !datasetsComing && (draft.template === "" || template !== undefined || missing);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const { configuration } = values;
    if (isName(draft.name) && configuration !== undefined)
      return store.mutate(configuration, { onSuccess: () => navigate(`/publications/${draft.name}`) });
    setTried(true);
    // What is missing shows after the next drawing.
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
  return { tried, templates, template, ready, drafting, values, preview, columns, store, stored, rowsFault, submit };
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
