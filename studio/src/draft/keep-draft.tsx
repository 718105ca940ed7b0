import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useLocation } from "wouter";
import { assumedOf, keepAssumed } from "../api/assumed.ts";
import { isDatasetName } from "../api/file-kind.ts";
import { putNewTemplate } from "../api/put-new-template.ts";
import { keys } from "../api/query-keys.ts";
import { keepView } from "../api/write-view.ts";
import { Button } from "../design/button.tsx";
import { ProblemList } from "../design/problem-list.tsx";
import { useWords } from "../words/use-words.tsx";
import { NameField } from "./name-field.tsx";
import type { Draft, DraftAnswers } from "./use-draft.ts";
import { useFreeName } from "./use-free-name.ts";
import { draftWords } from "./words.ts";

interface KeepDraftProps {
  readonly dataset: string;
  readonly draft: Draft;
  readonly answers: DraftAnswers;
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Whether the draft of the present answers is being made: it is kept once it is there. */
  readonly busy: boolean;
  /** Whether there is none. */
  readonly refused: boolean;
}

/** Stores the draft as the first version of a template that is not published, and opens its pages in Write. */
export function KeepDraft({ dataset, draft, answers, files, busy, refused }: KeepDraftProps) {
  const words = useWords(draftWords);
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  const [typed, setTyped] = useState<string>();
  const { name, isTaken } = useFreeName(typed, dataset);
  const keep = useMutation({
    mutationFn: () => putNewTemplate(name, files),
    onSuccess: async () => {
      keepAssumed(name, assumedOf(draft, answers));
      keepView(name, "page");
      await queries.invalidateQueries({ queryKey: keys.templates() });
      navigate(`/write/${name}`);
    },
  });
  const [isWished, setWished] = useState(false);
  const cannot = refused || isTaken || !isDatasetName(name);
  useEffect(() => {
    if (!isWished || busy) return;
    setWished(false);
    if (!cannot) keep.mutate();
  }, [isWished, busy, cannot]);
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        setWished(true);
      }}
    >
      <NameField name={name} isTaken={isTaken} onName={setTyped} />
      {keep.error !== null && <ProblemList title={words.notKept} error={keep.error} />}
      <div className="buttons">
        <Button
          kind="primary"
          type="submit"
          disabled={(refused && !busy) || isWished || keep.isPending || isTaken || name === ""}
        >
          {isWished || keep.isPending ? words.keeping : words.keep}
        </Button>
      </div>
      <p className="small muted">{words.keepHelp}</p>
    </form>
  );
}
