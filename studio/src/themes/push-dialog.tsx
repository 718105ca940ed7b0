import { useState } from "react";
import { isDatasetName } from "../api/file-kind.ts";
import { Button } from "../design/button.tsx";
import { Dialog } from "../design/dialog.tsx";
import { ExactField } from "../design/exact-field.tsx";
import { Notice } from "../design/notice.tsx";
import { Own } from "../design/own.tsx";
import { ProblemList } from "../design/problem-list.tsx";
import { commonWords } from "../words/common.ts";
import { useFormats } from "../words/use-formats.ts";
import { useWords } from "../words/use-words.tsx";
import { type ChosenFile, nameOfFiles } from "./chosen-files.ts";
import { useThemeExists, usePushing } from "./use-themes.ts";
import { themesWords } from "./words.ts";

interface PushDialogProps {
  readonly files: readonly ChosenFile[];
  /** The theme that gets the files as a new version. @default the user names it */
  readonly name?: string;
  readonly onClose: () => void;
  readonly onStored: (name: string, version: string) => void;
}

/** Files listed; the rest is counted. */
const mostListed = 12;

/** Stores files as a draft of a theme: its name, its files, and what the server's check says of them. */
export function PushDialog({ files, name: fixed, onClose, onStored }: PushDialogProps) {
  const words = useWords(themesWords);
  const common = useWords(commonWords);
  const [name, setName] = useState(fixed ?? nameOfFiles(files));
  const push = usePushing(files);
  const isTaken = useThemeExists(name, fixed === undefined);
  return (
    <Dialog title={fixed === undefined ? words.pushTitle : words.pushVersionTitle(fixed)} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (push.isSuccess) onStored(name, push.data);
          else if (isDatasetName(name)) push.mutate(name);
        }}
      >
        {fixed === undefined && (
          <ExactField
            label={common.name}
            help={isTaken && !push.isSuccess ? words.nameTaken : words.nameHelp}
            fault={name === "" || isDatasetName(name) ? undefined : words.nameFault}
            maxLength={63}
            required
            value={name}
            disabled={push.isPending || push.isSuccess}
            onChange={setName}
          />
        )}
        <FileList files={files} />
        {push.error !== null && <ProblemList title={words.notStored} error={push.error} />}
        {push.isSuccess && (
          <div role="status">
            <Notice kind="good">{words.storedDraft(push.data.slice(0, 8))}</Notice>
          </div>
        )}
        <div className="buttons">
          <Button kind="primary" type="submit" disabled={push.isPending}>
            {push.isSuccess ? words.lookAtIt : words.store}
          </Button>
          {!push.isSuccess && <Button onClick={onClose}>{common.cancel}</Button>}
        </div>
      </form>
    </Dialog>
  );
}

function FileList({ files }: { readonly files: readonly ChosenFile[] }) {
  const words = useWords(themesWords);
  const formats = useFormats();
  return (
    <>
      <p>
        {words.files(files.length)}{" "}
        <span className="muted">{formats.bytes(files.reduce((bytes, { file }) => bytes + file.size, 0))}</span>
      </p>
      <ul className="small">
        {files.slice(0, mostListed).map(({ path }) => (
          <li key={path}>
            <Own>{path}</Own>
          </li>
        ))}
        {files.length > mostListed && <li className="muted">{words.moreFiles(files.length - mostListed)}</li>}
      </ul>
    </>
  );
}
