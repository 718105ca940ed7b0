import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { keys } from "../../../api/query-keys.ts";
import { Button } from "../../../design/button.tsx";
import { Dialog } from "../../../design/dialog.tsx";
import { Field } from "../../../design/field.tsx";
import { ExactField } from "../../../design/exact-field.tsx";
import { OwnOption } from "../../../design/own-option.tsx";
import { ProblemList } from "../../../design/problem-list.tsx";
import { commonWords } from "../../../words/common.ts";
import { useWords } from "../../../words/use-words.tsx";
import type { MadeEdit } from "../../workspace/made-edit.ts";
import type { Preview } from "../../preview/preview.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { askRows } from "../ask-rows.ts";
import { type DraftChart, draftChart, type ResultColumn } from "../draft-chart.ts";
import { type ResultRow, ResultTable } from "../result-table.tsx";
import { MenuFields } from "./menu-fields.tsx";
import { freeQueryName, type Menus } from "./menus.ts";
import { useNewQuery } from "./use-new-query.ts";
import { newQueryWords } from "./words.ts";

interface NewQueryDialogProps {
  readonly workspace: Workspace;
  /** The last one; its datasets and queries can be read. */
  readonly preview: Preview;
  readonly parameters: readonly string[];
  readonly charts: readonly string[];
  readonly onMade: (edit: MadeEdit) => void;
  readonly onOpen: (path: string) => void;
  readonly onInsert: (directive: string) => void;
  readonly onDraft: (draft: DraftChart) => void;
  readonly onClose: () => void;
}

/** Rows shown. */
const mostRows = 8;

/** Writes a query by menus, with its first rows beside them. */
export function NewQueryDialog(props: NewQueryDialogProps) {
  const { workspace, preview, parameters, charts, onMade, onOpen, onInsert, onDraft, onClose } = props;
  const words = useWords(newQueryWords);
  const common = useWords(commonWords);
  const [tables] = useState(() => tablesOf(preview));
  const [name, setName] = useState(() => freeQueryName(preview.queries.map((query) => query.name)));
  const [menus, setMenus] = useState<Menus>(() => ({ from: Object.keys(tables)[0] ?? "" }));
  const { sql, fault, keep } = useNewQuery(workspace, name.trim(), menus, tables);
  const result = useFirstRows(preview, name.trim(), sql);
  const draft = result && draftChart(name.trim(), result.columns, result.rows, charts);
  const [path, table] = [`queries/${name.trim()}.sql`, `::table{data="${name.trim()}"}`];
  const end = (then: () => void): void => {
    onMade(keep());
    onClose();
    then();
  };
  return (
    <Dialog title={words.newQuery} onClose={onClose}>
      <div className="new-query">
        <Head
          name={name}
          from={menus.from}
          tables={Object.keys(tables)}
          onName={setName}
          onFrom={(from) => setMenus({ from })}
        />
        <MenuFields menus={menus} columns={tables[menus.from] ?? []} parameters={parameters} onMenus={setMenus} />
        {fault !== undefined && <ProblemList title={words.incomplete} error={fault} />}
        {sql !== undefined && (
          <pre className="mono new-query-sql" aria-label={words.sql} tabIndex={0} role="region">
            {sql}
          </pre>
        )}
        <div className="write-grid new-query-rows" role="region" aria-label={words.rows} tabIndex={0}>
          {result === undefined ? (
            <p className="write-empty">{words.waiting}</p>
          ) : (
            <ResultTable columns={result.columns} rows={result.rows.slice(0, mostRows)} />
          )}
        </div>
        <div className="buttons">
          <Button kind="primary" disabled={sql === undefined} onClick={() => end(() => onOpen(path))}>
            {words.addQuery}
          </Button>
          <Button disabled={sql === undefined} onClick={() => end(() => onInsert(table))}>
            {words.addTable}
          </Button>
          <Button disabled={sql === undefined || draft === undefined} onClick={() => end(() => onDraft(draft!))}>
            {words.addChart}
          </Button>
          <Button kind="plain" onClick={onClose}>
            {common.cancel}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

interface HeadProps {
  readonly name: string;
  readonly from: string;
  readonly tables: readonly string[];
  readonly onName: (name: string) => void;
  readonly onFrom: (table: string) => void;
}

/** What the query is called, and what it reads. */
function Head({ name, from, tables, onName, onFrom }: HeadProps) {
  const words = useWords(newQueryWords);
  return (
    <>
      <ExactField label={words.name} code value={name} onChange={onName} />
      <Field label={words.from}>
        {(links) => (
          <select {...links} className="input" value={from} onChange={(event) => onFrom(event.target.value)}>
            {tables.map((table) => (
              <OwnOption key={table} value={table}>
                {table}
              </OwnOption>
            ))}
          </select>
        )}
      </Field>
    </>
  );
}

/** The datasets and queries that a query may read, with what an edit takes of their columns. */
function tablesOf({ columns, queries }: Preview): Readonly<Record<string, readonly ResultColumn[]>> {
  const tables = [...Object.entries(columns), ...queries.map((query) => [query.name, query.columns] as const)];
  return Object.fromEntries(
    tables.map(([table, found]) => [table, found.map(({ name, type }) => ({ name, type }))] as const),
  );
}

/** The rows of the new query, once a preview has run it as it is now. */
function useFirstRows(
  preview: Preview,
  name: string,
  sql: string | undefined,
): { readonly columns: readonly ResultColumn[]; readonly rows: readonly ResultRow[] } | undefined {
  const isThere = sql !== undefined && preview.queries.some((query) => query.name === name);
  const { data } = useQuery({
    queryKey: keys.previewRows(preview.id, name),
    queryFn: () => askRows(preview.id, name),
    enabled: isThere,
    placeholderData: (before, asked) => (asked?.queryKey[2] === name ? before : undefined),
    staleTime: Infinity,
    gcTime: 10_000,
  });
  return useMemo(
    () =>
      data === undefined
        ? undefined
        : { columns: data.columns as readonly ResultColumn[], rows: data.rows as readonly ResultRow[] },
    [data],
  );
}
