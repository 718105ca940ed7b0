import { shownText } from "../words/shown-text.ts";
import { Button } from "../design/button.tsx";
import { Field } from "../design/field.tsx";
import { OwnOption } from "../design/own-option.tsx";
import type { FormField } from "../make/form-fields.ts";
import { ParameterField } from "../make/parameter-field.tsx";
import type { Changes } from "../make/read-values.ts";
import { useWords } from "../words/use-words.tsx";
import { batchesWords } from "./words.ts";

interface MapFieldsProps {
  readonly parameters: readonly string[];
  readonly fields: readonly FormField[];
  /** Of the rows; empty for a query, whose columns are known when it runs. */
  readonly columns: readonly string[];
  readonly map: Readonly<Record<string, string>>;
  /** Columns that are named like parameters. */
  readonly suggested: Readonly<Record<string, string>>;
  readonly edits: Changes;
  readonly faultOf: (pointer: string) => string | undefined;
  readonly onMap: (map: Readonly<Record<string, string>>) => void;
  readonly onEdit: (changed: Changes) => void;
}

/** For each parameter: the column that gives it, or the value that all reports share. */
export function MapFields({
  parameters,
  fields,
  columns,
  map,
  suggested,
  edits,
  faultOf,
  onMap,
  onEdit,
}: MapFieldsProps) {
  const words = useWords(batchesWords);
  const unused = Object.entries(suggested).filter(([parameter]) => (map[parameter] ?? "") === "");
  return (
    <>
      {unused.length > 0 && (
        <div>
          <Button onClick={() => onMap({ ...suggested, ...map })}>
            {unused
              .map(([parameter, column]) => `${parameter} ← ${column}`)
              .map(shownText)
              .join(", ")}
          </Button>
        </div>
      )}
      {parameters.map((parameter) => {
        const column = map[parameter] ?? "";
        const own = fields.filter(({ pointer }) => pointer === `/${parameter}` || pointer.startsWith(`/${parameter}/`));
        return (
          <div key={parameter} className="map-row">
            <Field label={words.columnOf(parameter)} fault={faultOf(`/map/${parameter}`)}>
              {(links) =>
                columns.length === 0 ? (
                  <input
                    {...links}
                    className="input code"
                    spellCheck={false}
                    placeholder={words.sameForAll}
                    value={column}
                    onChange={(event) => onMap({ ...map, [parameter]: event.target.value })}
                  />
                ) : (
                  <select
                    {...links}
                    className="input"
                    value={column}
                    onChange={(event) => onMap({ ...map, [parameter]: event.target.value })}
                  >
                    <option value="">{words.sameForAll}</option>
                    {columns.map((name) => (
                      <OwnOption key={name} value={name}>
                        {name}
                      </OwnOption>
                    ))}
                  </select>
                )
              }
            </Field>
            {column === "" && (
              <div className="stack">
                {own.map((field) => (
                  <ParameterField
                    key={field.pointer}
                    field={field}
                    value={edits[field.pointer] ?? field.initial}
                    fault={faultOf(`/parameters${field.pointer}`)}
                    onChange={(value) => onEdit({ [field.pointer]: value })}
                  />
                ))}
              </div>
            )}
          </div>
        );
      })}
    </>
  );
}
