import { misfitsOf } from "../api/datasets/misfits.ts";
import { useDataset, useDatasets } from "../api/datasets/use-dataset.ts";
import type { Template } from "../api/use-template.ts";
import { Field } from "../design/field.tsx";
import { OwnOption } from "../design/own-option.tsx";
import { useWords } from "../words/use-words.tsx";
import { useMisfitWords } from "./misfit-words.ts";
import { makeWords } from "./words.ts";

interface DatasetFieldsProps {
  readonly template: Template;
  /** Alias → dataset; absent or empty for the usual one. */
  readonly chosen: Readonly<Record<string, string>>;
  readonly faultOf: (pointer: string) => string | undefined;
  readonly onChange: (chosen: Readonly<Record<string, string>>) => void;
}

/** For each alias of a template a stored dataset: a list each, for reports that are not made at once. */
export function DatasetFields({ template, chosen, faultOf, onChange }: DatasetFieldsProps) {
  return template.datasets.map((slot) => (
    <DatasetField
      key={slot.alias}
      slot={slot}
      present={chosen[slot.alias] ?? ""}
      refused={faultOf(`/datasets/${slot.alias}`)}
      onChange={(name) => onChange({ ...chosen, [slot.alias]: name })}
    />
  ));
}

interface DatasetFieldProps {
  readonly slot: Template["datasets"][number];
  /** Empty for the usual one. */
  readonly present: string;
  readonly refused: string | undefined;
  readonly onChange: (name: string) => void;
}

function DatasetField({ slot, present, refused, onChange }: DatasetFieldProps) {
  const words = useWords(makeWords);
  const misfitWords = useMisfitWords();
  const { data } = useDatasets();
  const { data: dataset } = useDataset(present === "" ? undefined : present.split("@")[0]);
  const names = data?.pages.flatMap((page) => page.datasets.map(({ name }) => name)) ?? [];
  // Of the current version alone the columns are known here; the server judges the others.
  const misfit = dataset === undefined || present.includes("@") ? undefined : misfitWords(misfitsOf(slot, dataset));
  return (
    <Field
      label={words.dataFor(slot.alias)}
      fault={misfit === undefined ? refused : `${misfit}${words.space}${words.toMake}`}
    >
      {(links) => (
        <select {...links} className="input" value={present} onChange={(event) => onChange(event.target.value)}>
          <option value="">{slot.default === undefined ? words.pickDataset : words.usual(slot.default)}</option>
          {[...new Set([...(present === "" ? [] : [present]), ...names])].map((name) => (
            <OwnOption key={name} value={name}>
              {name}
            </OwnOption>
          ))}
        </select>
      )}
    </Field>
  );
}
