import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useLocation } from "wouter";
import { assumedOf, keepAssumed } from "../api/assumed.ts";
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
  /** Whether the draft is not that of the present answers. */
  readonly held: boolean;
}

/** Stores the draft as the first version of a template that is not published, and opens its pages in Write. */
export function KeepDraft({ dataset, draft, answers, files, held }: KeepDraftProps) {
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
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (!held) keep.mutate();
      }}
    >
      <NameField name={name} isTaken={isTaken} onName={setTyped} />
      {keep.error !== null && <ProblemList title={words.notKept} error={keep.error} />}
      <div className="buttons">
        <Button kind="primary" type="submit" disabled={held || keep.isPending || isTaken || name === ""}>
          {keep.isPending ? words.keeping : words.keep}
        </Button>
      </div>
      <p className="small muted">{words.keepHelp}</p>
    </form>
  );
}
