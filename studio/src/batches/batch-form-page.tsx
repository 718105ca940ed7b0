import { PageHead } from "../design/page-head.tsx";
import { useWords } from "../words/use-words.tsx";
import { BatchForm } from "./batch-form.tsx";
import { batchesWords } from "./words.ts";

/** Makes a batch. */
export function BatchFormPage() {
  const words = useWords(batchesWords);
  return (
    <div className="page">
      <PageHead kicker={words.batches} title={words.newTitle} lead={words.newLead} />
      <BatchForm />
    </div>
  );
}
