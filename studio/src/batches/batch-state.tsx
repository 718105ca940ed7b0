import { Status } from "../design/status.tsx";
import { useWords } from "../words/use-words.tsx";
import { type Batch, isUnderWay } from "./use-batch.ts";
import { batchesWords } from "./words.ts";

/** The state of a batch in words. */
export function BatchState({ batch }: { readonly batch: Batch }) {
  const words = useWords(batchesWords);
  return (
    <Status
      kind={batch.status === "ready" ? "good" : batch.status === "failed" ? "bad" : isUnderWay(batch) ? "busy" : "idle"}
    >
      {words[batch.status]}
    </Status>
  );
}
