import type { Dataset } from "../api/datasets/use-dataset.ts";
import { Table } from "../design/table.tsx";
import { useFormats } from "../words/use-formats.ts";
import { useWords } from "../words/use-words.tsx";
import { datasetsWords } from "./words.ts";

/** The files that hold a table which is too long for one. */
export function DatasetFiles({ files }: { readonly files: NonNullable<Dataset["files"]> }) {
  const words = useWords(datasetsWords);
  const formats = useFormats();
  return (
    <details>
      <summary>{words.filesOf(files.length, formats.number(files.length))}</summary>
      <Table
        caption={words.files}
        rows={files.map((file, index) => ({ ...file, number: index + 1 }))}
        rowKey={({ number }) => String(number)}
        columns={[
          {
            key: "file",
            label: words.file,
            cell: ({ number, sha256 }) => (
              <>
                {formats.number(number)} <code className="small muted">{sha256.slice(0, 8)}</code>
              </>
            ),
          },
          { key: "rows", label: words.rows, number: true, cell: ({ rows }) => formats.number(rows) },
          { key: "size", label: words.size, number: true, cell: ({ bytes }) => formats.bytes(bytes) },
        ]}
      />
    </details>
  );
}
