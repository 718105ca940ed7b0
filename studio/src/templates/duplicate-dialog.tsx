import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useLocation } from "wouter";
import { api } from "../api/client.ts";
import { keys } from "../api/query-keys.ts";
import { take } from "../api/take.ts";
import { Button } from "../design/button.tsx";
import { Dialog } from "../design/dialog.tsx";
import { ProblemList } from "../design/problem-list.tsx";
import { NameField } from "../draft/name-field.tsx";
import { useFreeName } from "../draft/use-free-name.ts";
import { commonWords } from "../words/common.ts";
import { useWords } from "../words/use-words.tsx";
import { templatesWords } from "./words.ts";

interface DuplicateDialogProps {
  /** Of the template. */
  readonly name: string;
  readonly onClose: () => void;
}

/** Stores a template under a new name, as a draft, and opens it in Write. */
export function DuplicateDialog({ name: from, onClose }: DuplicateDialogProps) {
  const words = useWords(templatesWords);
  const common = useWords(commonWords);
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  const [typed, setTyped] = useState<string>();
  const { name, isTaken } = useFreeName(typed, from);
  const copy = useMutation({
    mutationFn: () => take(api.POST("/templates/{name}/copies", { params: { path: { name: from } }, body: { name } })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: keys.templates() });
      navigate(`/write/${name}`);
    },
  });
  return (
    <Dialog title={words.duplicateTitle(from)} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          copy.mutate();
        }}
      >
        <p>{words.duplicateLead}</p>
        <NameField name={name} isTaken={isTaken || name === from} onName={setTyped} />
        {copy.error !== null && <ProblemList title={words.notDuplicated} error={copy.error} />}
        <div className="buttons">
          <Button kind="primary" type="submit" disabled={copy.isPending || isTaken || name === from || name === ""}>
            {words.duplicate}
          </Button>
          <Button onClick={onClose}>{common.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}
