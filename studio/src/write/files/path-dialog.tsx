import { useState } from "react";
import { Button } from "../../design/button.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { Field } from "../../design/field.tsx";
import { FileInput } from "../../design/file-input.tsx";
import { ExactField } from "../../design/exact-field.tsx";
import { commonWords } from "../../words/common.ts";
import { useWords } from "../../words/use-words.tsx";
import { writeWords } from "../words.ts";
import { checkPath } from "../workspace/check-path.ts";

interface PathDialogProps {
  readonly title: string;
  readonly action: string;
  readonly path?: string;
  readonly taken: readonly string[];
  /** Whether a file of the computer can be taken as its content. @default false */
  readonly withContent?: boolean;
  readonly onClose: () => void;
  readonly onPath: (path: string, content: Uint8Array | undefined) => void;
}

/** Asks for the path of a file. */
export function PathDialog({
  title,
  action,
  path: given = "",
  taken,
  withContent = false,
  onClose,
  onPath,
}: PathDialogProps) {
  const words = useWords(writeWords);
  const common = useWords(commonWords);
  const [path, setPath] = useState(given);
  const [tried, setTried] = useState(false);
  const [content, setContent] = useState<Uint8Array>();
  const fault = checkPath(path, taken);
  const take = (file: File): void => {
    if (path === "") setPath(homeOf(file.name));
    void file.arrayBuffer().then((bytes) => setContent(new Uint8Array(bytes)));
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (fault === undefined) onPath(path, content);
        }}
      >
        {withContent && <ContentField onFile={take} />}
        <ExactField
          label={words.path}
          help={words.pathHelp}
          fault={tried && fault !== undefined ? words.pathFaults(fault) : undefined}
          code
          value={path}
          onChange={setPath}
        />
        <div className="buttons">
          <Button kind="primary" type="submit">
            {action}
          </Button>
          <Button onClick={onClose}>{common.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}

/** A file of the computer that becomes the content. */
function ContentField({ onFile }: { readonly onFile: (file: File) => void }) {
  const words = useWords(writeWords);
  return (
    <Field label={words.fromComputer} help={words.fromComputerHelp}>
      {(links) => (
        <FileInput
          links={links}
          onFile={(chosen) => {
            if (chosen !== undefined) onFile(chosen);
          }}
        />
      )}
    </Field>
  );
}

/** The folder in which a template keeps files of a kind. */
function homeOf(name: string): string {
  if (/\.(png|jpe?g|svg)$/i.test(name)) return `images/${name}`;
  if (/\.sql$/i.test(name)) return `queries/${name}`;
  if (/\.v[lg]\.json$/i.test(name)) return `charts/${name}`;
  if (/\.(ttf|otf)$/i.test(name)) return `fonts/${name}`;
  return /\.(csv|tsv|json|ndjson|jsonl|parquet|xlsx|gz|zst)$/i.test(name) ? `data/${name}` : name;
}
