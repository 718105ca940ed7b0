import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { deleteRemain, eraseRows, listRemains, tryErasure } from "../api/datasets/erase-rows.ts";
import { keys } from "../api/query-keys.ts";
import { Button } from "../design/button.tsx";
import { Dialog } from "../design/dialog.tsx";
import { ExactField } from "../design/exact-field.tsx";
import { Loaded } from "../design/loaded.tsx";
import { Notice } from "../design/notice.tsx";
import { ProblemList } from "../design/problem-list.tsx";
import { commonWords } from "../words/common.ts";
import { useWords } from "../words/use-words.tsx";
import { changedNothing } from "./diff/changed-nothing.ts";
import { erasingWords } from "./erasing-words.ts";

interface EraseRowsProps {
  readonly name: string;
  readonly onClose: () => void;
}

/** Opens the dialog that erases rows of a dataset. */
export function EraseRowsButton({ name }: Pick<EraseRowsProps, "name">) {
  const words = useWords(erasingWords);
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{words.erase}</Button>
      {open && <EraseRows name={name} onClose={() => setOpen(false)} />}
    </>
  );
}

/** Erases rows of a dataset once their number was counted, and then offers to delete what was made from them. */
function EraseRows({ name, onClose }: EraseRowsProps) {
  const words = useWords(erasingWords);
  const queries = useQueryClient();
  const [begun, setBegun] = useState(false);
  const erase = useMutation({
    mutationFn: (where: string) => {
      setBegun(false);
      return eraseRows(name, where, () => setBegun(true));
    },
    onSuccess: async () => {
      await Promise.all([
        queries.invalidateQueries({ queryKey: keys.dataset(name) }),
        queries.invalidateQueries({ queryKey: keys.datasets() }),
      ]);
    },
  });
  return (
    <Dialog title={words.title(name)} onClose={onClose}>
      {erase.data === undefined ? (
        <Condition
          name={name}
          busy={erase.isPending}
          begun={begun}
          error={erase.error}
          onErase={(where) => erase.mutate(where)}
          onClose={onClose}
        />
      ) : (
        <>
          <Notice kind={erase.data.kept ? "caution" : "good"} title={words.erased}>
            {erase.data.kept && <p>{words.kept}</p>}
          </Notice>
          <Remains name={name} onClose={onClose} />
        </>
      )}
    </Dialog>
  );
}

interface ConditionProps extends EraseRowsProps {
  readonly busy: boolean;
  /** Whether the service has taken on the erasure. */
  readonly begun: boolean;
  readonly error: Error | null;
  readonly onErase: (where: string) => void;
}

function Condition({ name, busy, begun, error, onErase, onClose }: ConditionProps) {
  const words = useWords(erasingWords);
  const common = useWords(commonWords);
  const [where, setWhere] = useState("");
  const trial = useMutation({ mutationFn: (asked: string) => tryErasure(name, asked) });
  const counted = trial.data !== undefined && trial.variables === where ? trial.data : undefined;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (where.trim() !== "") trial.mutate(where);
      }}
    >
      <p>{words.lead}</p>
      <ExactField label={words.condition} help={words.conditionHelp} value={where} onChange={setWhere} />
      <div aria-live="polite">
        {counted !== undefined && (
          <Notice kind="caution">
            <p>{words.counted(String(counted.erased), String(counted.rows), String(counted.versions.length))}</p>
            {counted.views.length > 0 && <p>{words.views(counted.views.join(", "))}</p>}
          </Notice>
        )}
        {busy && <p>{words.erasing}</p>}
      </div>
      {trial.error !== null && <ProblemList title={words.notErased} error={trial.error} />}
      {error !== null && (
        <ProblemList title={changedNothing(error, begun) ? words.notErased : words.notEnded} error={error} />
      )}
      <div className="buttons">
        <Button type="submit" disabled={where.trim() === "" || trial.isPending || busy}>
          {words.count}
        </Button>
        <Button kind="danger" disabled={counted === undefined || busy} onClick={() => onErase(where)}>
          {words.eraseNow}
        </Button>
        <Button onClick={onClose}>{common.cancel}</Button>
      </div>
    </form>
  );
}

function Remains({ name, onClose }: EraseRowsProps) {
  const words = useWords(erasingWords);
  const common = useWords(commonWords);
  const remains = useQuery({ queryKey: keys.remains(name), queryFn: () => listRemains(name), gcTime: 0 });
  const remove = useMutation({
    mutationFn: async () => {
      for (const remain of remains.data ?? []) await deleteRemain(remain);
    },
    onSettled: () => remains.refetch(),
  });
  return (
    <>
      <Loaded query={remains}>
        {(found) =>
          found.length === 0 ? (
            <p>{words.noRemains}</p>
          ) : (
            <>
              <p>{words.remains(String(found.length))}</p>
              <ul>
                {found.slice(0, 20).map(({ kind, id, title, publication }) => (
                  <li key={`${kind} ${publication ?? ""} ${id}`}>
                    {words[kind]} {title ?? publication ?? ""} <code>{id.slice(0, 12)}</code>
                  </li>
                ))}
              </ul>
            </>
          )
        }
      </Loaded>
      {remove.error !== null && <ProblemList title={words.notDeleted} error={remove.error} />}
      <div className="buttons">
        {(remains.data ?? []).length > 0 && (
          <Button kind="danger" disabled={remove.isPending} onClick={() => remove.mutate()}>
            {words.deleteRemains}
          </Button>
        )}
        <Button onClick={onClose}>{common.close}</Button>
      </div>
    </>
  );
}
