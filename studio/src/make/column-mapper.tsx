import { keys } from "../api/query-keys.ts";
import { own } from "../design/own.tsx";
import { apart } from "../words/shown-text.ts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type RefObject, useEffect, useRef, useState } from "react";
import { api } from "../api/client.ts";
import { columnFits, type Misfit } from "../api/misfits.ts";
import { RefusedError } from "../api/refused-error.ts";
import { storeOwnFile } from "../api/store-own-file.ts";
import { take } from "../api/take.ts";
import type { Dataset } from "../api/use-dataset.ts";
import type { Template } from "../api/use-template.ts";
import { Button } from "../design/button.tsx";
import { Field } from "../design/field.tsx";
import { Notice } from "../design/notice.tsx";
import { ProblemList } from "../design/problem-list.tsx";
import { useFormats } from "../words/use-formats.ts";
import { useWords } from "../words/use-words.tsx";
import { useMisfitWords } from "./misfit-words.ts";
import { guessColumn, renamingQuery } from "./rename-columns.ts";
import { useTypeNames } from "./type-names.ts";
import { makeWords } from "./words.ts";

/** What the answer to a query is. */
const csv = { format: "csv", mediaType: "text/csv" } as const;

/** Most rows that a query answers. */
const mostRows = 100_000;

interface ColumnMapperProps {
  readonly slot: Template["datasets"][number];
  readonly dataset: Dataset;
  /** Columns that the template needs and the dataset does not give; at least one. */
  readonly misfits: readonly Misfit[];
  readonly onPick: (picked: { readonly name: string }) => void;
}

/** Asks which columns of a dataset stand for those that the template needs, and stores it again with their names. */
export function ColumnMapper({ slot, dataset, misfits, onPick }: ColumnMapperProps) {
  const words = useWords(makeWords);
  const formats = useFormats();
  const typeName = useTypeNames();
  const misfitWords = useMisfitWords();
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({});
  const free = freeColumns(slot, dataset, misfits);
  const from = Object.fromEntries(
    misfits.map((misfit) => [misfit.needed, chosen[misfit.needed] ?? proposalFor(misfit, free, dataset.rows)]),
  );
  const faults = Object.fromEntries(misfits.map(({ needed, type }) => [needed, faultOf(needed, type)]));
  const complete = misfits.every(({ needed }) => from[needed] !== "" && faults[needed] === undefined);
  const frame = useShownOnceChosen();
  const { mutate, isPending, error } = useRenamedCopy(slot, dataset, from, onPick);
  if (dataset.rows > mostRows)
    return (
      <Notice kind="caution">
        <p>{own(misfitWords(misfits))}</p>
        <p>{words.tooManyRows(formats.number(dataset.rows), formats.number(mostRows))}</p>
      </Notice>
    );
  return (
    <div ref={frame} className="column-mapper">
      <Notice kind="caution">
        <p>{own(`${misfitWords(misfits)}${words.space}${words.takeInstead}`)}</p>
        {misfits.map(({ needed, type }) => (
          <NeededColumn
            key={needed}
            label={words.takeFrom(words.needed(needed, typeName(type)))}
            value={from[needed]}
            free={free}
            fault={faults[needed]}
            onChange={(column) => setChosen({ ...chosen, [needed]: column })}
          />
        ))}
        <div>
          <Button disabled={!complete || isPending} onClick={() => mutate()}>
            {words.mapColumns}
          </Button>
        </div>
        {error !== null && (
          <ProblemList title={words.notStored} error={isOfQuery(error) ? new Error(words.notMapped) : error} />
        )}
      </Notice>
    </div>
  );

  function faultOf(needed: string, type: Misfit["type"]): string | undefined {
    const column = free.find(({ name }) => name === from[needed]);
    if (column === undefined) return undefined;
    if (!columnFits(column, type, dataset.rows)) return words.unfit(column.name, typeName(column.type), typeName(type));
    const twice = misfits.some((other) => other.needed !== needed && from[other.needed] === column.name);
    return twice ? words.takenTwice(column.name) : undefined;
  }
}

/** A frame that a reader who has just chosen data sees: what is still to do stands in it. */
function useShownOnceChosen(): RefObject<HTMLDivElement | null> {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // A reader who has just chosen data sees what is still to do; a page that opens begins at its top.
    if (frame.current?.closest(".dataset-picker")?.contains(document.activeElement) === true)
      frame.current.scrollIntoView({ block: "nearest" });
  }, []);
  return frame;
}

interface NeededColumnProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly free: Dataset["columns"];
  readonly fault: string | undefined;
  readonly onChange: (column: string) => void;
}

/** Which of the free columns stands for one that the template needs. */
function NeededColumn({ label, value, free, fault, onChange }: NeededColumnProps) {
  const words = useWords(makeWords);
  const typeName = useTypeNames();
  return (
    <Field label={label} fault={fault}>
      {(links) => (
        <select {...links} className="input" value={value} onChange={(event) => onChange(event.target.value)}>
          <option value="">{words.pickColumn}</option>
          {free.map(({ name, type }) => (
            <option key={name} value={name}>
              {words.typed(apart(name), typeName(type))}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** The columns that the template does not need under their own names. */
function freeColumns(
  { columns: needed }: ColumnMapperProps["slot"],
  { columns }: Dataset,
  misfits: readonly Misfit[],
): Dataset["columns"] {
  const used = new Set(Object.keys(needed).map((name) => name.toLowerCase()));
  for (const misfit of misfits) used.delete(misfit.needed.toLowerCase());
  return columns.filter(({ name }) => !used.has(name.toLowerCase()));
}

/** A column whose name is alike, else the only one of the type: of dates or numbers there is often just one. */
function proposalFor({ needed, type }: Misfit, free: Dataset["columns"], rows: number): string {
  const fitting = free.filter((column) => columnFits(column, type, rows));
  const alike = fitting.filter((column) => column.type === type);
  return (
    guessColumn(
      needed,
      fitting.map(({ name }) => name),
    ) ?? (type !== "text" && alike.length === 1 ? alike[0]!.name : "")
  );
}

/** Stores the dataset again, with the names that the template needs. */
function useRenamedCopy(
  slot: ColumnMapperProps["slot"],
  dataset: Dataset,
  from: Readonly<Record<string, string>>,
  onPick: ColumnMapperProps["onPick"],
) {
  const queries = useQueryClient();
  return useMutation({
    async mutationFn() {
      const body = {
        sql: renamingQuery(
          from,
          dataset.columns.map(({ name }) => name),
        ),
        datasets: { data: `${dataset.name}@${dataset.version}` },
      };
      const text = (await take(
        api.POST("/queries", { body, headers: { accept: "text/csv" }, parseAs: "text" }),
      )) as unknown as string;
      const stored = await storeOwnFile(
        new Blob([text]),
        `${dataset.name.slice(0, 40)}-for-${slot.alias.replaceAll("_", "-").slice(0, 16)}`,
        { kind: csv },
      );
      await queries.invalidateQueries({ queryKey: keys.datasets() });
      return stored;
    },
    onSuccess: (name) => onPick({ name }),
  });
}

/** Whether the database refused our query, whose words say nothing to somebody who has not written it. */
function isOfQuery(error: Error): boolean {
  return (
    error instanceof RefusedError &&
    error.problems.every(
      ({ pointer, code }) => pointer === "/sql" || code === "query-failed" || code === "answer-too-large",
    )
  );
}
