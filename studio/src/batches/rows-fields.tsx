import { Own } from "../design/own.tsx";
import type { ReactNode } from "react";
import type { UseQueryResult } from "@tanstack/react-query";
import type { components } from "../../../functions/client/schema.ts";
import { useDataset } from "../api/datasets/use-dataset.ts";
import type { Template } from "../api/use-template.ts";
import { Button } from "../design/button.tsx";
import { RenditionsField } from "../deliver/renditions-field.tsx";
import { Field } from "../design/field.tsx";
import { ExactField } from "../design/exact-field.tsx";
import type { FormField, ParameterSchema } from "../make/form-fields.ts";
import type { Changes } from "../make/read-values.ts";
import { useWords } from "../words/use-words.tsx";
import { BatchFirstItems } from "./batch-first-items.tsx";
import { liquidOf, matchColumns, type RowsDraft } from "./batch-request.ts";
import { MapFields } from "./map-fields.tsx";
import { RowsSource } from "./rows-source.tsx";
import { batchesWords } from "./words.ts";

interface RowsFieldsProps {
  readonly draft: RowsDraft;
  readonly template: Template | undefined;
  readonly fields: readonly FormField[];
  readonly edits: Changes;
  readonly outputs: readonly RowsDraft["output"][];
  readonly preview: UseQueryResult<components["schemas"]["BatchPreview"]>;
  /** Whether the first rows have been asked for. */
  readonly wanted: boolean;
  /** What is wrong at a member of the request. */
  readonly faultOf: (pointer: string) => string | undefined;
  /** Pointer of the object that holds rows, map and name; empty if it is the request. */
  readonly base: string;
  readonly onChange: (changed: Partial<RowsDraft>) => void;
  readonly onEdit: (changed: Changes) => void;
  /** More fields about what is made of all rows. */
  readonly children?: ReactNode;
}

/** The rows of a batch: their source, which column gives which value, names, and the first ones as they will be. */
export function RowsFields({
  draft,
  template,
  fields,
  edits,
  outputs,
  preview,
  wanted,
  faultOf,
  base,
  onChange,
  onEdit,
  children,
}: RowsFieldsProps) {
  const words = useWords(batchesWords);
  const columns = useColumns(draft);
  const lacking = useLacking(draft, template !== undefined);
  const parameters = Object.keys((template?.parameters as ParameterSchema | undefined)?.properties ?? {});
  return (
    <>
      <RowsSource draft={draft} template={template} fault={faultOf(`${base}/rows`)} onChange={onChange} />
      {template !== undefined && (
        <fieldset>
          <legend>{words.mapTitle}</legend>
          <p className="small muted">{parameters.length === 0 ? words.noParameters : words.mapHelp}</p>
          <MapFields
            parameters={parameters}
            fields={fields}
            columns={columns}
            map={draft.map}
            suggested={matchColumns(parameters, columns)}
            edits={edits}
            faultOf={(pointer) => faultOf(pointer.startsWith("/map") ? `${base}${pointer}` : pointer)}
            onMap={(map) => onChange({ map })}
            onEdit={onEdit}
          />
        </fieldset>
      )}
      <fieldset>
        <legend>{words.nameTitle}</legend>
        <NameOfEach draft={draft} columns={columns} fault={faultOf(`${base}/name`)} onChange={onChange} />
        <BatchFirstItems preview={preview} lacking={lacking} wanted={wanted} />
      </fieldset>
      <fieldset>
        <legend>{words.more}</legend>
        <EndOfAll
          draft={draft}
          outputs={outputs}
          faultOf={(member) => faultOf(`${base}/${member}`)}
          onChange={onChange}
        />
        {children}
      </fieldset>
    </>
  );
}

/** What is still to be chosen before the first rows can be shown. */
function useLacking({ from, dataset, query, map, name }: RowsDraft, chosen: boolean): readonly string[] {
  const words = useWords(batchesWords);
  return [
    ...(chosen ? [] : [words.needTemplate]),
    ...((from === "dataset" ? dataset : query.trim()) === "" ? [words.needRows] : []),
    ...(Object.values(map).some((column) => column !== "") ? [] : [words.needColumn]),
    ...(name.trim() === "" ? [words.needName] : []),
  ];
}

interface NameOfEachProps {
  readonly draft: RowsDraft;
  readonly columns: readonly string[];
  readonly fault: string | undefined;
  readonly onChange: (changed: Partial<RowsDraft>) => void;
}

/** The name of each report, with columns that can be put into it. */
function NameOfEach({ draft, columns, fault, onChange }: NameOfEachProps) {
  const words = useWords(batchesWords);
  return (
    <>
      <ExactField
        label={words.name}
        help={words.nameHelp}
        fault={fault}
        code
        value={draft.name}
        onChange={(text) => onChange({ name: text })}
      />
      {columns.length > 0 && (
        <div className="column-chips">
          <span className="small muted">{words.insert}</span>
          {columns.map((column) => (
            <Button key={column} onClick={() => onChange({ name: draft.name + liquidOf(column) })}>
              <Own>{column}</Own>
            </Button>
          ))}
        </div>
      )}
    </>
  );
}

interface EndOfAllProps {
  readonly draft: RowsDraft;
  readonly outputs: readonly RowsDraft["output"][];
  readonly faultOf: (member: string) => string | undefined;
  readonly onChange: (changed: Partial<RowsDraft>) => void;
}

/** How many rows may fail, in which forms each report is made, and what is made of all together. */
function EndOfAll({ draft, outputs, faultOf, onChange }: EndOfAllProps) {
  const words = useWords(batchesWords);
  const outputWords = { files: words.outputFiles, zip: words.outputZip, merged: words.outputMerged };
  return (
    <>
      <Field label={words.tolerate} help={words.tolerateHelp} fault={faultOf("tolerate")}>
        {(links) => (
          <input
            {...links}
            className="input"
            value={draft.tolerate}
            onChange={(event) => onChange({ tolerate: event.target.value })}
          />
        )}
      </Field>
      <RenditionsField
        chosen={draft.renditions}
        help={words.renditionsHelp}
        fault={faultOf("renditions")}
        onChange={(renditions) => onChange({ renditions })}
      />
      <Field label={words.outputLabel} fault={faultOf("output")}>
        {(links) => (
          <select
            {...links}
            className="input"
            value={draft.output}
            onChange={(event) => onChange({ output: event.target.value as RowsDraft["output"] })}
          >
            {outputs.map((output) => (
              <option key={output} value={output}>
                {outputWords[output]}
              </option>
            ))}
          </select>
        )}
      </Field>
    </>
  );
}

/** Columns of the rows; none for a query, whose columns are known when it runs. */
export function useColumns({ from, dataset }: RowsDraft): readonly string[] {
  const { data } = useDataset(from === "dataset" && dataset !== "" ? dataset.split("@")[0] : undefined);
  return data?.columns.map(({ name }) => name) ?? [];
}
