import { keys } from "../api/query-keys.ts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../api/client.ts";
import { RefusedError } from "../api/refused-error.ts";
import { Button } from "../design/button.tsx";
import { Dialog } from "../design/dialog.tsx";
import { Field } from "../design/field.tsx";
import { Notice } from "../design/notice.tsx";
import { ProblemList } from "../design/problem-list.tsx";
import { commonWords } from "../words/common.ts";
import { useWords } from "../words/use-words.tsx";
import { useUses } from "./use-uses.ts";
import { datasetsWords } from "./words.ts";

interface DeleteDatasetProps {
  readonly name: string;
  readonly isView: boolean;
  readonly onClose: () => void;
  readonly onDeleted: () => void;
}

/** Deletes a dataset once the user has read what that means and typed its name. */
export function DeleteDataset({ name, isView, onClose, onDeleted }: DeleteDatasetProps) {
  const words = useWords(datasetsWords);
  const common = useWords(commonWords);
  const queries = useQueryClient();
  const [typed, setTyped] = useState("");
  const { data: uses } = useUses(name);
  const users = [...(uses?.templates ?? []), ...(uses?.publications ?? [])]
    .map((user) => user.name)
    .concat(uses?.views ?? []);
  const remove = useMutation({
    mutationFn: async () => {
      const path = { params: { path: { name } } };
      const { response, error } = await (isView
        ? api.DELETE("/views/{name}", path)
        : api.DELETE("/datasets/{name}", path));
      if (!response.ok) throw new RefusedError(response.status, error);
    },
    onSuccess: () => {
      onDeleted();
      queries.removeQueries({ queryKey: keys.dataset(name) });
      void queries.invalidateQueries({ queryKey: keys.datasets() });
    },
  });
  return (
    <Dialog title={words.deleteTitle(name)} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (typed === name) remove.mutate();
        }}
      >
        <p>{words.deleteLead}</p>
        {users.length > 0 && <Notice kind="caution">{words.deleteUsed([...new Set(users)].join(", "))}</Notice>}
        <Field label={words.deleteConfirm(name)}>
          {(links) => (
            <input
              {...links}
              className="input"
              autoComplete="off"
              spellCheck={false}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </Field>
        {remove.error !== null && <ProblemList title={words.notDeleted} error={remove.error} />}
        <div className="buttons">
          <Button kind="danger" type="submit" disabled={typed !== name || remove.isPending}>
            {words.deleteNow}
          </Button>
          <Button onClick={onClose}>{common.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}
