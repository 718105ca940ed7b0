import type { FileKind } from "../api/file-kind.ts";
import type { Reading } from "../api/upload/send-file.ts";
import { Field } from "../design/field.tsx";
import { useWords } from "../words/use-words.tsx";
import { datasetsWords } from "./words.ts";

interface ReadingFieldsProps {
  readonly format: FileKind["format"];
  readonly reading: Reading;
  readonly onChange: (reading: Reading) => void;
  /** Whether they are shown at once, as after a file that can be read in two ways. */
  readonly open: boolean;
}

/** The reading options of each format. */
const fields: Readonly<Record<FileKind["format"], readonly (keyof Reading)[]>> = {
  csv: ["delimiter", "encoding", "header"],
  tsv: ["encoding", "header"],
  json: ["encoding"],
  ndjson: ["encoding"],
  parquet: [],
  xlsx: ["sheet", "range", "header"],
};

const examples: Readonly<Partial<Record<keyof Reading, string>>> = {
  encoding: "windows-1252",
  sheet: "Q1",
  range: "B3:F90",
};

/** How a file is to be read, where it can be read in two ways. */
export function ReadingFields({ format, reading, onChange, open }: ReadingFieldsProps) {
  const words = useWords(datasetsWords);
  if (fields[format].length === 0) return null;
  const change = (field: keyof Reading, value: string): void => {
    const { [field]: _former, ...others } = reading;
    onChange(value === "" ? others : { ...others, [field]: value });
  };
  const choices: Readonly<Partial<Record<keyof Reading, readonly (readonly [string, string])[]>>> = {
    delimiter: [
      ["", words.headerAuto],
      [",", ","],
      [";", ";"],
      ["tab", "Tab"],
      ["|", "|"],
    ],
    header: [
      ["", words.headerAuto],
      ["true", words.headerYes],
      ["false", words.headerNo],
    ],
  };
  return (
    <details open={open}>
      <summary>{words.reading}</summary>
      <div className="reading-fields">
        <p className="small muted">{words.readingHelp}</p>
        {fields[format].map((field) => (
          <Field key={field} label={words[field]}>
            {(links) =>
              choices[field] === undefined ? (
                <input
                  {...links}
                  className="input"
                  placeholder={examples[field]}
                  value={reading[field] ?? ""}
                  onChange={(event) => change(field, event.target.value)}
                />
              ) : (
                <select
                  {...links}
                  className="input"
                  value={reading[field] ?? ""}
                  onChange={(event) => change(field, event.target.value)}
                >
                  {choices[field].map(([value, text]) => (
                    <option key={value} value={value}>
                      {text}
                    </option>
                  ))}
                </select>
              )
            }
          </Field>
        ))}
      </div>
    </details>
  );
}
