import { isDatasetName } from "../api/file-kind.ts";
import type { SourceList } from "../api/datasets/source.ts";
import { useTaken } from "../datasets/use-upload.ts";
import { Field } from "../design/field.tsx";
import { ExactField } from "../design/exact-field.tsx";
import { useWords } from "../words/use-words.tsx";
import { asksBySql, type SourceDraft } from "./source-text.ts";
import { sourcesWords } from "./words.ts";

const formats = ["csv", "tsv", "json", "ndjson", "parquet", "xlsx"] as const;

/** The name of a new source, and whether a dataset has it. */
export function NameField({ name, onChange }: { readonly name: string; readonly onChange: (name: string) => void }) {
  const words = useWords(sourcesWords);
  const isTaken = useTaken(name, true);
  const isBad = name !== "" && !isDatasetName(name);
  return (
    <ExactField
      label={words.sourceName}
      help={isTaken ? words.datasetThere : words.sourceNameHelp}
      fault={isBad ? words.sourceNameHelp : undefined}
      maxLength={63}
      required
      value={name}
      onChange={(text) => onChange(text.trim())}
    />
  );
}

export interface FieldsProps {
  readonly draft: SourceDraft;
  /** What is wrong at a member of the definition, or below it, by JSON pointer. */
  readonly fault: (pointer: string) => string | undefined;
  readonly onChange: (changed: Partial<SourceDraft>) => void;
}

interface FetchedFieldsProps extends FieldsProps {
  readonly connections: SourceList["connections"];
}

/** From where the rows come: a connection, and the query or the path there. */
export function FetchedFields({ draft, connections, fault, onChange }: FetchedFieldsProps) {
  const words = useWords(sourcesWords);
  const { connection, engine } = draft;
  const isKnown = connections.some((one) => one.name === connection);
  return (
    <>
      <Field label={words.connection} help={words.connectionHelp} fault={fault("/connection") ?? fault("/engine")}>
        {(links) => (
          <select
            {...links}
            className="input"
            value={connection}
            onChange={({ target: { value } }) => {
              const chosen = connections.find(({ name }) => name === value);
              onChange({ connection: value, engine: chosen?.engine ?? engine });
            }}
          >
            {!isKnown && <option value={connection}>{words.connectionGone(connection)}</option>}
            {connections.map((one) => (
              <option key={one.name} value={one.name}>
                {`${one.name} · ${words.engine(one.engine)}`}
              </option>
            ))}
          </select>
        )}
      </Field>
      {asksBySql(engine) ? (
        <>
          <QueryField draft={draft} fault={fault} onChange={onChange} />
          {engine === "athena" && (
            <ExactField
              label={words.iceberg}
              help={words.icebergHelp}
              fault={fault("/iceberg")}
              value={draft.iceberg}
              onChange={(iceberg) => onChange({ iceberg })}
            />
          )}
        </>
      ) : (
        <>
          {engine === "s3" && <ObjectsField draft={draft} fault={fault} onChange={onChange} />}
          {engine === "s3" && draft.many ? (
            <PrefixFields draft={draft} fault={fault} onChange={onChange} />
          ) : (
            <PathField draft={draft} fault={fault} onChange={onChange} />
          )}
          <FormatField draft={draft} fault={fault} onChange={onChange} />
        </>
      )}
    </>
  );
}

function QueryField({ draft, fault, onChange }: FieldsProps) {
  const words = useWords(sourcesWords);
  return (
    <ExactField
      label={words.query}
      help={words.queryHelp}
      fault={fault("/query") ?? fault("/order")}
      code
      rows={8}
      value={draft.query}
      onChange={(text) => onChange({ query: text })}
    />
  );
}

/** Whether one object is read, or all of a prefix. */
function ObjectsField({ draft, onChange }: FieldsProps) {
  const words = useWords(sourcesWords);
  return (
    <Field label={words.objects}>
      {(links) => (
        <select
          {...links}
          className="input"
          value={draft.many ? "many" : "one"}
          onChange={(event) => onChange({ many: event.target.value === "many" })}
        >
          <option value="one">{words.oneObject}</option>
          <option value="many">{words.manyObjects}</option>
        </select>
      )}
    </Field>
  );
}

function PathField({ draft, fault, onChange }: FieldsProps) {
  const words = useWords(sourcesWords);
  // A key may begin or end with a space.
  const isKey = draft.engine === "s3";
  const help = isKey ? words.keyHelp : words.pathHelp;
  return (
    <ExactField
      label={words.path}
      help={help}
      fault={fault("/path") ?? (isKey ? fault("") : undefined)}
      value={draft.path}
      onChange={(text) => onChange({ path: isKey ? text : text.trim() })}
    />
  );
}

function PrefixFields({ draft, fault, onChange }: FieldsProps) {
  const words = useWords(sourcesWords);
  return (
    <>
      <ExactField
        label={words.prefix}
        help={words.prefixHelp}
        fault={fault("/prefix") ?? fault("")}
        value={draft.prefix}
        onChange={(prefix) => onChange({ prefix })}
      />
      <ExactField
        label={words.suffix}
        help={words.suffixHelp}
        fault={fault("/suffix")}
        value={draft.suffix}
        onChange={(suffix) => onChange({ suffix })}
      />
      <ExactField
        label={words.partitions}
        help={words.partitionsHelp}
        fault={fault("/partitions")}
        value={draft.partitions}
        onChange={(partitions) => onChange({ partitions })}
      />
    </>
  );
}

function FormatField({ draft, fault, onChange }: FieldsProps) {
  const words = useWords(sourcesWords);
  return (
    <Field label={words.format} fault={fault("/format")}>
      {(links) => (
        <select
          {...links}
          className="input"
          value={draft.format}
          onChange={(event) => onChange({ format: event.target.value })}
        >
          <option value="">{words.formatAuto}</option>
          {formats.map((format) => (
            <option key={format} value={format}>
              {format.toUpperCase()}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
