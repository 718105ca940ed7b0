import { shownText } from "../words/shown-text.ts";
import { Button } from "../design/button.tsx";
import { Field, type FieldLinks } from "../design/field.tsx";
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
export function MapFields({ parameters, suggested, ...shared }: MapFieldsProps) {
  const { map, onMap } = shared;
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
      {parameters.map((parameter) => (
        <MapRow key={parameter} parameter={parameter} {...shared} />
      ))}
    </>
  );
}

interface MapRowProps extends Omit<MapFieldsProps, "parameters" | "suggested"> {
  readonly parameter: string;
}

/** One parameter: its column, and the fields for its value if no column gives it. */
function MapRow({ parameter, fields, columns, map, edits, faultOf, onMap, onEdit }: MapRowProps) {
  const words = useWords(batchesWords);
  const column = map[parameter] ?? "";
  const own = fields.filter(({ pointer }) => pointer === `/${parameter}` || pointer.startsWith(`/${parameter}/`));
  return (
    <div className="map-row">
      <Field label={words.columnOf(parameter)} fault={faultOf(`/map/${parameter}`)}>
        {(links) => (
          <ColumnInput
            links={links}
            columns={columns}
            value={column}
            onChange={(name) => onMap({ ...map, [parameter]: name })}
          />
        )}
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
}

interface ColumnInputProps {
  readonly links: FieldLinks;
  readonly columns: MapFieldsProps["columns"];
  readonly value: string;
  readonly onChange: (column: string) => void;
}

/** The column of a parameter: chosen, or typed if the columns are not known. */
function ColumnInput({ links, columns, value, onChange }: ColumnInputProps) {
  const words = useWords(batchesWords);
  if (columns.length === 0)
    return (
      <input
        {...links}
        className="input code"
        spellCheck={false}
        placeholder={words.sameForAll}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  return (
    <select {...links} className="input" value={value} onChange={(event) => onChange(event.target.value)}>
      <option value="">{words.sameForAll}</option>
      {columns.map((name) => (
        <OwnOption key={name} value={name}>
          {name}
        </OwnOption>
      ))}
    </select>
  );
}
