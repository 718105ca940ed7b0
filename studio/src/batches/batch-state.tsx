import { Status } from "../design/status.tsx";
import { useFormats } from "../words/use-formats.ts";
import { useWords } from "../words/use-words.tsx";
import { type Batch, isUnderWay } from "./use-batch.ts";
import { batchesWords } from "./words.ts";

/** The state of a batch in words; of one that has ended with failed rows, how many were made and how many failed. */
export function BatchState({ batch }: { readonly batch: Batch }) {
  const words = useWords(batchesWords);
  const { number } = useFormats();
  const { ready, failed } = batch.counts;
  if (isUnderWay(batch)) return <Status kind="busy">{words[batch.status]}</Status>;
  if (failed > 0) return <Status kind="bad">{words.madeAndFailed(number(ready), number(failed))}</Status>;
  return <Status kind={batch.status === "ready" ? "good" : "bad"}>{words[batch.status]}</Status>;
}
