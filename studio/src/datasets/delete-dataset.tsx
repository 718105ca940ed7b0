import { keys } from "../api/query-keys.ts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "../api/client.ts";
import { RefusedError } from "../api/refused-error.ts";
import { ConfirmDialog } from "../design/confirm-dialog.tsx";
import { Notice } from "../design/notice.tsx";
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
  const queries = useQueryClient();
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
    <ConfirmDialog
      title={words.deleteTitle(name)}
      action={words.deleteNow}
      typed={{ name, label: words.deleteConfirm(name) }}
      busy={remove.isPending}
      failed={words.notDeleted}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      <p>{words.deleteLead}</p>
      {users.length > 0 && <Notice kind="caution">{words.deleteUsed([...new Set(users)].join(", "))}</Notice>}
    </ConfirmDialog>
  );
}
