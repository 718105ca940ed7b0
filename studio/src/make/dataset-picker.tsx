import { keys } from "../api/query-keys.ts";
import { useQueryClient } from "@tanstack/react-query";
import { type DragEvent, type ReactNode, useId, useRef, useState } from "react";
import { extensions, kindOf, nameFor } from "../api/file-kind.ts";
import { largestFile } from "../api/upload/send-file.ts";
import { Freshness } from "../design/freshness.tsx";
import { misfitsOf } from "../api/datasets/misfits.ts";
import { storeOwnFile } from "../api/upload/store-own-file.ts";
import { type Dataset, useDataset, useDatasets } from "../api/datasets/use-dataset.ts";
import type { Template } from "../api/use-template.ts";
import { Button } from "../design/button.tsx";
import { Field } from "../design/field.tsx";
import { ProblemList } from "../design/problem-list.tsx";
import { OwnOption } from "../design/own-option.tsx";
import { useFormats } from "../words/use-formats.ts";
import { useWords } from "../words/use-words.tsx";
import { ColumnMapper } from "./column-mapper.tsx";
import { DatasetProfile } from "./dataset-profile.tsx";
import { makeWords } from "./words.ts";

export interface PickedDataset {
  readonly name: string;
  /** Absent: the current one. */
  readonly version?: string;
}

interface DatasetPickerProps {
  readonly slot: Template["datasets"][number];
  readonly picked: PickedDataset | undefined;
  readonly fault: string | undefined;
  readonly onPick: (picked: PickedDataset) => void;
}

/** The dataset behind an alias of the template: the usual one, another stored one, or a file of the reader's own. */
export function DatasetPicker({ slot, picked, fault, onPick }: DatasetPickerProps) {
  const words = useWords(makeWords);
  const own = picked !== undefined && picked.name !== slot.default;
  // Open from the start if the form begins with one's own data.
  const [open, setOpen] = useState(own);
  const name = picked?.name ?? slot.default;
  const { data: dataset } = useDataset(name);
  const panel = useId();
  const misfits = dataset === undefined ? [] : misfitsOf(slot, dataset);
  const { state, error, take } = useOwnFile((stored) => {
    onPick(stored);
    setOpen(true);
  });
  return (
    <div
      className="dataset-picker"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event: DragEvent) => drop(event)}
    >
      <div className="dataset-row">
        <SlotLine alias={slot.alias} name={name} dataset={dataset} asked={picked?.version}>
          {!own && picked?.version === undefined && <Freshness freshness={slot.freshness} />}
        </SlotLine>
        <Button
          aria-expanded={open}
          aria-controls={panel}
          aria-label={own ? words.changeOf(slot.alias) : words.ownDataOf(slot.alias)}
          onClick={() => setOpen(!open)}
        >
          {own ? words.change : words.ownData}
        </Button>
      </div>
      {fault !== undefined && (
        <p className="fault" role="alert">
          {fault}
        </p>
      )}
      <div id={panel} className="dataset-panel" hidden={!open}>
        {dataset !== undefined && misfits.length > 0 && (
          <ColumnMapper key={dataset.name} slot={slot} dataset={dataset} misfits={misfits} onPick={onPick} />
        )}
        {open && <StoredPicker slot={slot} name={name} version={picked?.version} onPick={onPick} />}
        <FileDrop onFile={take} busy={state} />
        {error !== undefined && <ProblemList title={words.notStored} error={error} />}
        {dataset !== undefined && <DatasetProfile slot={slot} dataset={dataset} />}
      </div>
    </div>
  );

  function drop(event: DragEvent): void {
    event.preventDefault();
    const file = event.dataTransfer.files[0];
    if (file !== undefined) void take(file);
  }
}

interface SlotLineProps {
  readonly alias: string;
  readonly name: string | undefined;
  readonly dataset: Dataset | undefined;
  /** The version that was picked; absent for the current one. */
  readonly asked: string | undefined;
  readonly children: ReactNode;
}

/** An alias, and which dataset is behind it. */
function SlotLine({ alias, name, dataset, asked, children }: SlotLineProps) {
  const words = useWords(makeWords);
  const { number } = useFormats();
  const version =
    asked === undefined || asked === dataset?.version ? words.current : words.olderVersion(asked.slice(0, 7));
  return (
    <div>
      <strong>{alias}</strong>
      <p className="small muted">
        {name === undefined
          ? words.noDataset
          : dataset === undefined
            ? name
            : `${name} · ${words.rows(number(dataset.rows))} · ${version}`}
      </p>
      {children}
    </div>
  );
}

interface StoredPickerProps {
  readonly slot: DatasetPickerProps["slot"];
  readonly name: string | undefined;
  readonly version: string | undefined;
  readonly onPick: DatasetPickerProps["onPick"];
}

function StoredPicker({ slot, name, version, onPick }: StoredPickerProps) {
  const words = useWords(makeWords);
  const { data } = useDatasets();
  const { data: dataset } = useDataset(name);
  const names = data?.pages.flatMap((page) => page.datasets.map((stored) => stored.name)) ?? [];
  const versions = dataset?.versions ?? [];
  return (
    <>
      <Field label={words.dataset}>
        {(links) => (
          <select
            {...links}
            className="input"
            value={name ?? ""}
            onChange={(event) => onPick({ name: event.target.value })}
          >
            {(name === undefined || !names.includes(name)) && (
              <option value={name ?? ""}>{name ?? words.noDataset}</option>
            )}
            {names
              .toSorted((a, b) => Number(b === slot.default) - Number(a === slot.default))
              .map((stored) => (
                <OwnOption key={stored} value={stored}>
                  {stored}
                </OwnOption>
              ))}
          </select>
        )}
      </Field>
      {versions.length > 1 && name !== undefined && (
        <Field label={words.version}>
          {(links) => (
            <select
              {...links}
              className="input"
              value={version ?? ""}
              onChange={(event) => onPick(event.target.value === "" ? { name } : { name, version: event.target.value })}
            >
              <option value="">{words.current}</option>
              {versions
                .filter((stored) => stored !== dataset?.version)
                .map((stored) => (
                  <option key={stored} value={stored}>
                    {words.olderVersion(stored.slice(0, 7))}
                  </option>
                ))}
            </select>
          )}
        </Field>
      )}
    </>
  );
}

function FileDrop({ onFile, busy }: { readonly onFile: (file: File) => void; readonly busy: string | undefined }) {
  const words = useWords(makeWords);
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="file-drop">
      <p>{words.drop}</p>
      <input
        ref={input}
        type="file"
        aria-label={words.ownFile}
        className="unseen"
        tabIndex={-1}
        accept={extensions}
        onChange={(event) => event.target.files?.[0] !== undefined && onFile(event.target.files[0])}
      />
      <Button onClick={() => input.current?.click()}>{words.choose}</Button>
      <p role="status" className="small muted">
        {busy}
      </p>
    </div>
  );
}

/** Stores a file, and hands on what it became. */
function useOwnFile(onStored: (stored: PickedDataset) => void) {
  const words = useWords(makeWords);
  const { bytes } = useFormats();
  const queries = useQueryClient();
  const [state, setState] = useState<string>();
  const [error, setError] = useState<Error>();
  return {
    state,
    error,
    async take(file: File): Promise<void> {
      setError(undefined);
      setState(undefined);
      const kind = kindOf(file.name);
      if (kind === undefined) return setError(new Error(words.unknownFormat(file.name)));
      setState(words.storing(file.name));
      try {
        const largest = await largestFile();
        if (file.size > largest) throw new Error(words.tooLarge(bytes(largest)));
        // A number may follow the name.
        const wanted = nameFor(file.name).slice(0, 55).replace(/-+$/, "");
        const name = await storeOwnFile(file, wanted, {
          kind,
          report: (sending) =>
            setState(
              sending.step === "sending" && sending.share < 1
                ? words.sending(file.name, `${Math.round(sending.share * 100)}%`)
                : words.storing(file.name),
            ),
        });
        await Promise.all([
          queries.invalidateQueries({ queryKey: keys.datasets() }),
          queries.invalidateQueries({ queryKey: keys.dataset(name) }),
        ]);
        setState(words.stored(name));
        onStored({ name });
      } catch (fault) {
        setState(undefined);
        setError(fault as Error);
      }
    },
  };
}
