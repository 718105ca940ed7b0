import { useDatasets } from "../api/datasets/use-dataset.ts";
import type { Template } from "../api/use-template.ts";
import { Field } from "../design/field.tsx";
import { ExactField } from "../design/exact-field.tsx";
import { OwnOption } from "../design/own-option.tsx";
import { useWords } from "../words/use-words.tsx";
import type { RowsDraft } from "./batch-request.ts";
import { batchesWords } from "./words.ts";

interface RowsSourceProps {
  readonly draft: RowsDraft;
  readonly template: Template | undefined;
  readonly fault: string | undefined;
  readonly onChange: (changed: Partial<RowsDraft>) => void;
}

/** Where the rows come from: a stored dataset, or a query of the template's data. */
export function RowsSource({ draft, template, fault, onChange }: RowsSourceProps) {
  const words = useWords(batchesWords);
  const { data: stored } = useDatasets();
  const names = stored?.pages.flatMap((page) => page.datasets.map(({ name }) => name)) ?? [];
  return (
    <fieldset>
      <legend>{words.rows}</legend>
      <Field label={words.rowsFrom}>
        {(links) => (
          <select
            {...links}
            className="input"
            value={draft.from}
            onChange={(event) => onChange({ from: event.target.value as RowsDraft["from"], map: {} })}
          >
            <option value="dataset">{words.fromDataset}</option>
            <option value="query">{words.fromQuery}</option>
          </select>
        )}
      </Field>
      {draft.from === "dataset" ? (
        <DatasetOfRows draft={draft} names={names} fault={fault} onChange={onChange} />
      ) : (
        <QueryOfRows draft={draft} template={template} fault={fault} onChange={onChange} />
      )}
    </fieldset>
  );
}

interface DatasetOfRowsProps extends Omit<RowsSourceProps, "template"> {
  /** Of the stored datasets. */
  readonly names: readonly string[];
}

/** The stored dataset whose rows are taken. */
function DatasetOfRows({ draft, names, fault, onChange }: DatasetOfRowsProps) {
  const words = useWords(batchesWords);
  return (
    <Field label={words.dataset} fault={fault}>
      {(links) => (
        <select
          {...links}
          className="input"
          value={draft.dataset}
          onChange={(event) => onChange({ dataset: event.target.value, map: {} })}
        >
          <option value="" disabled>
            {words.choose}
          </option>
          {[...new Set([...(draft.dataset === "" ? [] : [draft.dataset]), ...names])].map((name) => (
            <OwnOption key={name} value={name}>
              {name}
            </OwnOption>
          ))}
        </select>
      )}
    </Field>
  );
}

/** The query whose rows are taken. */
function QueryOfRows({ draft, template, fault, onChange }: RowsSourceProps) {
  const words = useWords(batchesWords);
  return (
    <ExactField
      label={words.sql}
      help={words.sqlHelp(template?.datasets.map(({ alias }) => alias).join(", ") ?? "–")}
      fault={fault}
      code
      rows={5}
      value={draft.query}
      onChange={(text) => onChange({ query: text })}
    />
  );
}
