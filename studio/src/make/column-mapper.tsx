import { keys } from "../api/query-keys.ts";
import { own } from "../design/own.tsx";
import { apart } from "../words/shown-text.ts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { stringify } from "yaml";
import { type RefObject, useEffect, useRef, useState } from "react";
import { columnFits, type Misfit } from "../api/datasets/misfits.ts";
import type { Dataset } from "../api/datasets/use-dataset.ts";
import { makeOwnView } from "../api/datasets/view.ts";
import type { Template } from "../api/use-template.ts";
import { Button } from "../design/button.tsx";
import { Field } from "../design/field.tsx";
import { Notice } from "../design/notice.tsx";
import { ProblemList } from "../design/problem-list.tsx";
import { useWords } from "../words/use-words.tsx";
import { useMisfitWords } from "./misfit-words.ts";
import { guessColumn, renamedColumns } from "./rename-columns.ts";
import { useTypeNames } from "./type-names.ts";
import { makeWords } from "./words.ts";

interface ColumnMapperProps {
  readonly slot: Template["datasets"][number];
  readonly dataset: Dataset;
  /** Columns that the template needs and the dataset does not give; at least one. */
  readonly misfits: readonly Misfit[];
  readonly onPick: (picked: { readonly name: string }) => void;
}

/** Asks which columns of a dataset stand for those that the template needs, and makes a view of it with their names. */
export function ColumnMapper({ slot, dataset, misfits, onPick }: ColumnMapperProps) {
  const words = useWords(makeWords);
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
  const { mutate, isPending, error } = useRenamingView(slot, dataset, misfits, from, onPick);
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
        {error !== null && <ProblemList title={words.notMapped} error={error} />}
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

/** Makes a view of the dataset, with the names that the template needs: it follows the dataset. */
function useRenamingView(
  slot: ColumnMapperProps["slot"],
  dataset: Dataset,
  misfits: readonly Misfit[],
  from: Readonly<Record<string, string>>,
  onPick: ColumnMapperProps["onPick"],
) {
  const queries = useQueryClient();
  return useMutation({
    async mutationFn() {
      const wanted = `${dataset.name.slice(0, 40)}-for-${slot.alias.replaceAll("_", "-").slice(0, 16)}`;
      const made = await makeOwnView(renamingView(dataset, misfits, from), wanted);
      await queries.invalidateQueries({ queryKey: keys.datasets() });
      return made;
    },
    onSuccess: (name) => onPick({ name }),
  });
}

/** The definition of that view. Texts that could be numbers or dates become what the template needs. */
function renamingView(
  { name, columns }: Dataset,
  misfits: readonly Misfit[],
  from: Readonly<Record<string, string>>,
): string {
  const names = renamedColumns(
    from,
    columns.map((column) => column.name),
  );
  const texts = misfits.filter(({ needed, type }) => {
    const column = columns.find((one) => one.name === from[needed]);
    return type !== "text" && column?.type === "text" && column.couldBe !== undefined;
  });
  const types = Object.fromEntries(texts.map(({ needed, type }) => [needed, type]));
  const steps = [{ names }, { types }].filter((step) => Object.keys(Object.values(step)[0]!).length > 0);
  return stringify({ from: name, steps }, { lineWidth: 0 });
}
