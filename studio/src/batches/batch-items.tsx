import { keys } from "../api/query-keys.ts";
import { own, Own } from "../design/own.tsx";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../api/client.ts";
import { done } from "../api/done.ts";
import { saveFile } from "../api/fetch-file.ts";
import { Button } from "../design/button.tsx";
import { ConfirmDialog } from "../design/confirm-dialog.tsx";
import { Loading } from "../design/loading.tsx";
import { LoadedList } from "../design/loaded-list.tsx";
import { ProblemList } from "../design/problem-list.tsx";
import { Status } from "../design/status.tsx";
import { Table } from "../design/table.tsx";
import { commonWords } from "../words/common.ts";
import { failureText, useProblemText } from "../words/use-problem-text.ts";
import { useFormats } from "../words/use-formats.ts";
import { useWords } from "../words/use-words.tsx";
import { type Batch, type BatchItem, isUnderWay, useBatchItems } from "./use-batch.ts";
import { batchesWords } from "./words.ts";

/** A file to save, and its name. */
interface Saved {
  readonly path: string;
  readonly name: string;
}

/** Which items are shown. */
type StateShown = BatchItem["status"] | "all";

const states = ["failed", "ready", "pending", "stopped", "deleted"] as const;

/** The items of a batch: the failed ones first if there are any, with the reason of each. */
export function BatchItems({ batch }: { readonly batch: Batch }) {
  const words = useWords(batchesWords);
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<StateShown>();
  const [asked, setAsked] = useState<string>();
  const state = chosen ?? (batch.counts.failed > 0 ? "failed" : "all");
  const query = useBatchItems(batch.id, state === "all" ? undefined : state, isUnderWay(batch));
  const save = useMutation({
    mutationFn: ({ path, name }: Saved) => saveFile(path, name),
  });
  const remove = useMutation({
    mutationFn: (name: string) =>
      done(api.DELETE("/batches/{id}/items/{name}", { params: { path: { id: batch.id, name } } })),
    onSuccess: async () => {
      setAsked(undefined);
      await queries.invalidateQueries({ queryKey: keys.batch(batch.id) });
    },
  });
  return (
    <section className="stack">
      <div className="items-head">
        <h2>{words.items}</h2>
        <StateSelect value={state} onChange={setChosen} />
      </div>
      {save.error !== null && <ProblemList title={words.notDone} error={save.error} />}
      <LoadedList
        query={query}
        items={(page) => page.items}
        empty={state === "all" ? words.noneMade : words.noItems}
        waiting={
          <div className="table-to-come">
            <Loading />
          </div>
        }
      >
        {(items) => <ItemTable items={items} onSave={save.mutate} onDelete={setAsked} />}
      </LoadedList>
      {asked !== undefined && (
        <ConfirmDialog
          title={words.deleteItemTitle(asked)}
          action={words.deleteNow}
          busy={remove.isPending}
          failed={words.notDone}
          error={remove.error}
          onConfirm={() => remove.mutate(asked)}
          onClose={() => setAsked(undefined)}
        >
          <p>{words.deleteItemLead}</p>
        </ConfirmDialog>
      )}
    </section>
  );
}

interface StateSelectProps {
  readonly value: StateShown;
  readonly onChange: (value: StateShown) => void;
}

/** Of which state the items are that are shown. */
function StateSelect({ value, onChange }: StateSelectProps) {
  const words = useWords(batchesWords);
  return (
    <select
      className="input"
      aria-label={words.show}
      value={value}
      onChange={(event) => onChange(event.target.value as StateShown)}
    >
      <option value="all">{words.allItems}</option>
      {states.map((one) => (
        <option key={one} value={one}>
          {words[one]}
        </option>
      ))}
    </select>
  );
}

interface ItemTableProps {
  readonly items: readonly BatchItem[];
  readonly onSave: (file: Saved) => void;
  readonly onDelete: (name: string) => void;
}

/** Items, a row each, with what can be done with them. */
function ItemTable({ items, onSave, onDelete }: ItemTableProps) {
  const words = useWords(batchesWords);
  const formats = useFormats();
  return (
    <Table<BatchItem>
      caption={words.items}
      rows={items}
      rowKey={({ row }) => String(row)}
      cards
      columns={[
        { key: "row", label: words.row, number: true, cell: ({ row }) => formats.number(row) },
        { key: "name", label: words.item, cell: (item) => <ItemName item={item} /> },
        {
          key: "state",
          label: words.state,
          cell: ({ status }) => (
            <Status kind={status === "ready" ? "good" : status === "failed" ? "bad" : "idle"}>{words[status]}</Status>
          ),
        },
        {
          key: "pages",
          label: words.pages,
          number: true,
          cell: ({ pages }) => (pages === undefined ? "" : formats.number(pages)),
        },
        {
          key: "pdf",
          label: <span className="unseen">{words.download}</span>,
          cell: (item) => <ItemActions item={item} onSave={onSave} onDelete={onDelete} />,
        },
      ]}
    />
  );
}

/** What can be done with an item: its files saved, and itself deleted. */
function ItemActions({
  item: { pdf, name, renditions = [] },
  onSave,
  onDelete,
}: { readonly item: BatchItem } & Pick<ItemTableProps, "onSave" | "onDelete">) {
  const words = useWords(batchesWords);
  const common = useWords(commonWords);
  if (pdf === undefined || name === undefined) return null;
  return (
    <span className={renditions.length === 0 ? "nowrap" : undefined}>
      <Button
        kind="plain"
        aria-label={words.downloadOf(name)}
        onClick={() => onSave({ path: pdf, name: `${name}.pdf` })}
      >
        {words.download}
      </Button>
      {renditions.map(
        ({ form, path, name: file }) =>
          path !== undefined &&
          file !== undefined && (
            <Button
              key={form}
              kind="plain"
              aria-label={words.formOf(form.toUpperCase(), name)}
              onClick={() => onSave({ path, name: file })}
            >
              {form.toUpperCase()}
            </Button>
          ),
      )}
      <Button kind="plain" aria-label={words.deleteItem(name)} onClick={() => onDelete(name)}>
        {common.delete}
      </Button>
    </span>
  );
}

function ItemName({ item: { name, title, failure, renditions = [] } }: { readonly item: BatchItem }) {
  const say = useProblemText();
  return (
    <>
      {own(name ?? "–")}
      {title !== undefined && (
        <div className="small muted">
          <Own>{title}</Own>
        </div>
      )}
      {failure !== undefined && <div className="small failure">{own(failureText(failure, say))}</div>}
      {renditions.map(
        ({ form, failure: lack }) =>
          lack !== undefined && (
            <div key={form} className="small failure">
              {form.toUpperCase()}: {own(failureText(lack, say))}
            </div>
          ),
      )}
    </>
  );
}
