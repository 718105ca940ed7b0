import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { api } from "../api/client.ts";
import { storeOwnFile } from "../api/store-own-file.ts";
import { take } from "../api/take.ts";
import type { Dataset } from "../api/use-dataset.ts";
import type { Template } from "../api/use-template.ts";
import { Button } from "../design/button.tsx";
import { Field } from "../design/field.tsx";
import { Notice } from "../design/notice.tsx";
import { ProblemList } from "../design/problem-list.tsx";
import { useWords } from "../words/use-words.tsx";
import { useTypeNames } from "./dataset-profile.tsx";
import { guessColumn, renamingQuery } from "./rename-columns.ts";
import { makeWords } from "./words.ts";

/** What the answer to a query is. */
const csv = { format: "csv", mediaType: "text/csv" } as const;

interface ColumnMapperProps {
  readonly slot: Template["datasets"][number];
  readonly dataset: Dataset;
  /** Columns that the template needs and the dataset lacks. */
  readonly missing: readonly string[];
  readonly onPick: (picked: { readonly name: string }) => void;
}

/** Asks which columns of a dataset stand for those that the template needs, and stores it again with their names. */
export function ColumnMapper({ slot, dataset, missing, onPick }: ColumnMapperProps) {
  const words = useWords(makeWords);
  const typeName = useTypeNames();
  const queries = useQueryClient();
  const free = dataset.columns.map(({ name }) => name).filter((name) => !Object.hasOwn(slot.columns, name));
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({});
  /** Of dates or numbers there is often just one. */
  const onlyOfType = (type: Dataset["columns"][number]["type"]): string | undefined => {
    const alike = dataset.columns.filter((column) => column.type === type && free.includes(column.name));
    return type !== "text" && alike.length === 1 ? alike[0]!.name : undefined;
  };
  const from = Object.fromEntries(
    missing.map((column) => [
      column,
      chosen[column] ?? guessColumn(column, free) ?? onlyOfType(slot.columns[column]!) ?? "",
    ]),
  );
  const complete =
    missing.every((column) => from[column] !== "") && new Set(Object.values(from)).size === missing.length;
  const { mutate, isPending, error } = useMutation({
    async mutationFn() {
      const text = (await take(
        api.POST("/queries", {
          body: {
            sql: renamingQuery(
              from,
              dataset.columns.map(({ name }) => name),
            ),
            datasets: { data: `${dataset.name}@${dataset.version}` },
          },
          headers: { accept: "text/csv" },
          parseAs: "text",
        }),
      )) as unknown as string;
      const stored = await storeOwnFile(
        new Blob([text]),
        `${dataset.name.slice(0, 40)}-for-${slot.alias.replaceAll("_", "-").slice(0, 16)}`,
        { kind: csv },
      );
      await queries.invalidateQueries({ queryKey: ["datasets"] });
      return stored;
    },
    onSuccess: (name) => onPick({ name }),
  });
  const frame = useRef<HTMLDivElement>(null);
  // It may appear below what is in view, and no report can be made before it is answered.
  useEffect(() => {
    frame.current?.scrollIntoView({ block: "nearest" });
  }, []);
  return (
    <div ref={frame} className="column-mapper">
      <Notice kind="caution">
        <p>{words.missing(missing.join(words.listed))}</p>
        {missing.map((column) => (
          <Field key={column} label={words.takeFrom(words.needed(column, typeName(slot.columns[column]!)))}>
            {(links) => (
              <select
                {...links}
                className="input"
                value={from[column]}
                onChange={(event) => setChosen({ ...chosen, [column]: event.target.value })}
              >
                <option value="">{words.pickColumn}</option>
                {free.map((name) => (
                  <option key={name}>{name}</option>
                ))}
              </select>
            )}
          </Field>
        ))}
        <div>
          <Button disabled={!complete || isPending} onClick={() => mutate()}>
            {words.mapColumns}
          </Button>
        </div>
        {error !== null && <ProblemList title={words.notStored} error={error} />}
      </Notice>
    </div>
  );
}
