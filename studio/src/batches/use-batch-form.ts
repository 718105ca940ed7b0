import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { RefObject } from "react";
import { api } from "../api/client.ts";
import { faultAt } from "../api/fault-at.ts";
import { keys } from "../api/query-keys.ts";
import { take } from "../api/take.ts";
import { useDataset, useDatasets } from "../api/datasets/use-dataset.ts";
import { useTemplateOf, useTemplates } from "../api/use-template.ts";
import { useFaultFocus } from "../design/use-fault-focus.ts";
import type { Changes } from "../make/read-values.ts";
import { useProblemText } from "../words/use-problem-text.ts";
import type { BatchDraft } from "./batch-request.ts";
import { useBatchDraft, useBatchValues } from "./use-batch-draft.ts";

/** The form of a batch at work: its draft, what is asked for with it, and what the server says of that. */
export function useBatchForm(form: RefObject<HTMLFormElement | null>) {
  const say = useProblemText();
  const queries = useQueryClient();
  const { draft, edits, setDraft, setEdits } = useBatchDraft();
  const templates = useTemplates();
  const { data: template, isError: missing } = useTemplateOf(draft.template);
  const values = useBatchValues(template, draft, edits);
  const make = useMutation({
    mutationFn: () => take(api.POST("/batches", { body: values.request! })),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.batches() }),
  });
  const faultOf = faultAt(make.error ?? values.preview.error, say);
  useFaultFocus(form, make.error);
  const change = (changed: Partial<BatchDraft>): void => {
    make.reset();
    setDraft((present) => ({ ...present, ...changed }));
  };

  const { isLoading: datasetsComing } = useDatasets();
  const { isLoading: columnsComing } = useDataset(
    draft.from === "dataset" && draft.dataset !== "" ? draft.dataset.split("@")[0] : undefined,
  );
  const ready = !datasetsComing && !columnsComing && (draft.template === "" || template !== undefined || missing);
  const edit = (changed: Changes): void => setEdits({ ...edits, ...changed });
  const chooseTemplate = (name: string): void => {
    setEdits({});
    change({ template: name, datasets: {}, map: {} });
  };
  return { draft, template, templates, ready, values, make, faultOf, change, edit, chooseTemplate };
}
