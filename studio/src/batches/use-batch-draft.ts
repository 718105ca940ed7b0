import { useMemo, useState } from "react";
import { useSearchParams } from "wouter";
import { keptValues, useKeeping } from "../api/kept-values.ts";
import type { Template } from "../api/use-template.ts";
import { inLanguage } from "../make/in-language.ts";
import { valuesOf, withOpenOptions } from "../make/open-options.ts";
import { type Changes, readValues } from "../make/read-values.ts";
import { useFormFields } from "../make/use-form-fields.ts";
import { useLanguage } from "../words/use-words.tsx";
import { useBatchPreview } from "./batch-first-items.tsx";
import { type BatchDraft, emptyDraft, mappedBy, requestOf } from "./batch-request.ts";
import { useColumns } from "./rows-fields.tsx";

/** What the form of a batch holds. It outlives signing in; the address may name a template and a dataset. */
export function useBatchDraft() {
  const [search] = useSearchParams();
  const [kept] = useState(() => keptValues<{ readonly draft: BatchDraft; readonly edits: Changes }>("batch"));
  const [draft, setDraft] = useState<BatchDraft>(
    () =>
      (kept && { ...emptyDraft, ...kept.draft }) ?? {
        ...emptyDraft,
        template: search.get("template") ?? "",
        dataset: search.get("dataset") ?? "",
      },
  );
  const [edits, setEdits] = useState<Changes>(kept?.edits ?? {});
  useKeeping("batch", { draft, edits });
  return { draft, edits, setDraft, setEdits };
}

/** What a batch is asked for with, its first rows as they will be, and the fields for the values of all rows. */
export function useBatchValues(template: Template | undefined, draft: BatchDraft, edits: Changes) {
  const { language } = useLanguage();
  const fields = useFormFields(template, draft.datasets);
  const changes = useMemo(() => ({ ...inLanguage(fields, language), ...edits }), [fields, language, edits]);
  const request = useMemo(() => requestOf(draft, readValues(fields, changes)), [draft, fields, changes]);
  // Where it goes, and in which forms, changes no row.
  const preview = useBatchPreview(
    useMemo(
      () => requestOf({ ...draft, renditions: [], deliver: [] }, readValues(fields, changes)),
      [draft, fields, changes],
    ),
  );
  const columns = useColumns(draft);
  const shown = useMemo(
    () => withOpenOptions(fields, valuesOf(fields, changes, mappedBy(draft))),
    [fields, changes, draft],
  );
  return { shown, changes, request, preview, columns };
}
