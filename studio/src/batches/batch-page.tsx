import { useState } from "react";
import { RefusedError } from "../api/refused-error.ts";
import { Button } from "../design/button.tsx";
import { ConfirmDialog } from "../design/confirm-dialog.tsx";
import { Loaded } from "../design/loaded.tsx";
import { PageHead } from "../design/page-head.tsx";
import { ProblemList } from "../design/problem-list.tsx";
import { commonWords } from "../words/common.ts";
import { useFormats } from "../words/use-formats.ts";
import { useWords } from "../words/use-words.tsx";
import { BatchCauses, useFailedItems } from "./batch-causes.tsx";
import { BatchFacts } from "./batch-facts.tsx";
import { BatchItems } from "./batch-items.tsx";
import { BatchOutput } from "./batch-output.tsx";
import { BatchProgress } from "./batch-progress.tsx";
import { type Batch, isUnderWay, useBatch } from "./use-batch.ts";
import { useBatchActions } from "./use-batch-actions.ts";
import { batchesWords } from "./words.ts";

/** One batch: how far it is, what failed, its reports and its output. */
export function BatchPage({ id }: { readonly id: string }) {
  const words = useWords(batchesWords);
  const query = useBatch(id);
  const { isLoading } = useFailedItems(query.data);
  return (
    <Loaded query={query} ready={!isLoading} title={words.batches}>
      {(batch) => <Shown batch={batch} />}
    </Loaded>
  );
}

function Shown({ batch }: { readonly batch: Batch }) {
  const { id } = batch;
  const words = useWords(batchesWords);
  const common = useWords(commonWords);
  const formats = useFormats();
  const [deleting, setDeleting] = useState(false);
  const { retry, remove, save } = useBatchActions(id);
  const left = batch.counts.failed + batch.counts.stopped;
  return (
    <div className="page">
      <PageHead kicker={words.batches} title={words.title(batch.template.name)} lead={formats.moment(batch.created)}>
        {!isUnderWay(batch) && (left > 0 || (batch.retriable ?? 0) > 0 || batch.status === "failed") && (
          <Button kind="primary" disabled={retry.isPending} onClick={() => retry.mutate()}>
            {words.retry}
          </Button>
        )}
        {!isUnderWay(batch) && (
          <Button onClick={() => save.mutate({ path: batch.manifest, name: `manifest-${id.slice(0, 12)}.csv` })}>
            {words.manifest}
          </Button>
        )}
        <Button kind="danger" onClick={() => setDeleting(true)}>
          {common.delete}
        </Button>
      </PageHead>
      {[retry.error, save.error].map(
        (fault) => fault !== null && <ProblemList key={fault.message} title={words.notDone} error={fault} />,
      )}
      {deleting && (
        <ConfirmDialog
          title={words.deleteTitle}
          action={words.deleteNow}
          busy={remove.isPending}
          failed={words.notDone}
          error={remove.error}
          onConfirm={() => remove.mutate()}
          onClose={() => setDeleting(false)}
        >
          <p>{words.deleteLead}</p>
        </ConfirmDialog>
      )}
      <BatchProgress batch={batch} />
      {batch.failure !== undefined && (
        <ProblemList title={words.whyFailed} error={new RefusedError(batch.failure.status, batch.failure)} />
      )}
      {!isUnderWay(batch) && <BatchCauses batch={batch} />}
      <div className="beside">
        <BatchItems batch={batch} />
        <aside className="stack">
          <BatchOutput batch={batch} />
          <BatchFacts batch={batch} />
        </aside>
      </div>
    </div>
  );
}
