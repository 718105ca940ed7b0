import { useDatasets } from "../api/use-dataset.ts";
import type { Template } from "../api/use-template.ts";
import { Field } from "../design/field.tsx";
import { useWords } from "../words/use-words.tsx";
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
  const words = useWords(makeWords);
  const { data } = useDatasets();
  const names = data?.pages.flatMap((page) => page.datasets.map(({ name }) => name)) ?? [];
  return template.datasets.map(({ alias, default: usual }) => {
    const present = chosen[alias] ?? "";
    return (
      <Field key={alias} label={words.dataFor(alias)} fault={faultOf(`/datasets/${alias}`)}>
        {(links) => (
          <select
            {...links}
            className="input"
            value={present}
            onChange={(event) => onChange({ ...chosen, [alias]: event.target.value })}
          >
            <option value="">{usual === undefined ? words.pickDataset : words.usual(usual)}</option>
            {[...new Set([...(present === "" ? [] : [present]), ...names])].map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        )}
      </Field>
    );
  });
}
