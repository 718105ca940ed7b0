import { useMutation, useQueryClient } from "@tanstack/react-query";
import { rereadDataset } from "../api/datasets/reread-dataset.ts";
import { Button } from "../design/button.tsx";
import { Notice } from "../design/notice.tsx";
import { ProblemList } from "../design/problem-list.tsx";
import { useWords } from "../words/use-words.tsx";
import { datasetsWords } from "./words.ts";

interface OlderReaderProps {
  /** Name of the dataset. */
  readonly name: string;
}

/** Says that an earlier release read the dataset, and has it read again. */
export function OlderReader({ name }: OlderReaderProps) {
  const words = useWords(datasetsWords);
  const queries = useQueryClient();
  const reread = useMutation({
    mutationFn: () => rereadDataset(name),
    onSuccess: async () => {
      await Promise.all([
        queries.invalidateQueries({ queryKey: ["dataset", name] }),
        queries.invalidateQueries({ queryKey: ["datasets"] }),
      ]);
    },
  });
  return (
    <Notice kind="caution" title={words.byOlderReader}>
      <p>{words.byOlderReaderLead}</p>
      {reread.error !== null && <ProblemList title={words.notReread} error={reread.error} />}
      <div>
        <Button disabled={reread.isPending} onClick={() => reread.mutate()}>
          {reread.isPending ? words.rereading : words.rereadNow}
        </Button>
      </div>
    </Notice>
  );
}
