import { Suspense, useState } from "react";
import { Button } from "../../design/button.tsx";
import { useWords } from "../../words/use-words.tsx";
import type { Finding } from "../problems/problem.ts";
import { writeWords } from "../words.ts";
import { isChanged, type WorkFile } from "../workspace/work-file.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { nameWords } from "../names/words.ts";
import { usedName } from "../places/find-uses.ts";
import { newQueryWords } from "../query/new/words.ts";
import type { OpenedFile } from "../use-opened-file.ts";
import type { NameDialogs } from "../use-name-dialogs.tsx";
import { kindOf } from "./kind-of.ts";
import { FileDialog, type FileDialogKind } from "./file-dialog.tsx";

interface FilesPaneProps {
  readonly workspace: Workspace;
  readonly files: ReadonlyMap<string, WorkFile>;
  readonly findings: readonly Finding[];
  readonly opened: Pick<OpenedFile, "path" | "open">;
  readonly dialogs: NameDialogs;
}

/** The template's files: which have changes, which have problems; new, rename, delete. */
export function FilesPane({ workspace, files, findings, opened, dialogs }: FilesPaneProps) {
  const { path: current } = opened;
  const onOpen = (path: string): void => opened.open(path);
  const words = useWords(writeWords);
  const [dialog, setDialog] = useState<FileDialogKind>();
  const file = files.get(current);
  const close = (): void => setDialog(undefined);
  return (
    <nav className="write-files" aria-label={words.files}>
      <h2>{words.files}</h2>
      <ul>
        {[...files.values()].map((entry) => (
          <FileEntry
            key={entry.path}
            file={entry}
            findings={findings.filter(({ where }) => where?.file === entry.path)}
            current={entry.path === current}
            onOpen={() => onOpen(entry.path)}
            onRestore={() => workspace.revert(entry.path)}
          />
        ))}
      </ul>
      <FileActions file={file} dialogs={dialogs} onDialog={setDialog} />
      <Suspense>{dialogs.dialog}</Suspense>
      {dialog !== undefined && (
        <FileDialog
          dialog={dialog}
          workspace={workspace}
          files={files}
          current={current}
          onOpen={onOpen}
          onClose={close}
        />
      )}
    </nav>
  );
}

interface FileActionsProps {
  /** That is open. */
  readonly file: WorkFile | undefined;
  readonly dialogs: NameDialogs;
  readonly onDialog: (dialog: FileDialogKind) => void;
}

/** What can be done with the open file, and with the template's names. */
function FileActions({ file, dialogs, onDialog }: FileActionsProps) {
  const words = useWords(writeWords);
  const queryWords = useWords(newQueryWords);
  const { names } = useWords(nameWords);
  return (
    <div className="write-file-actions">
      <Button kind="plain" onClick={() => onDialog("new")}>
        {words.newFile}
      </Button>
      <Button
        kind="plain"
        onClick={() => {
          const start = namedBy(file?.path ?? "");
          if (start === undefined) onDialog("rename");
          else dialogs.rename(start);
        }}
        disabled={file === undefined || file.removed}
      >
        {words.rename}
      </Button>
      <Button kind="plain" onClick={() => onDialog("delete")} disabled={file === undefined || file.removed}>
        {words.deleteFile}
      </Button>
      <Button kind="plain" onClick={dialogs.newQuery} disabled={dialogs.newQuery === undefined}>
        {queryWords.newQuery}
      </Button>
      <Button kind="plain" onClick={() => dialogs.rename()}>
        {names}
      </Button>
    </div>
  );
}

/** What a file is used by: a query's name, a chart's; undefined for a name that neither may have. */
function namedBy(path: string): { readonly what: "query" | "chart"; readonly name: string } | undefined {
  const kind = kindOf(path);
  const name = usedName(path);
  const isNamed = (kind === "query" || kind === "chart") && /^[a-z0-9][a-z0-9_-]*$/.test(name);
  return isNamed ? { what: kind, name } : undefined;
}

interface FileEntryProps {
  readonly file: WorkFile;
  readonly findings: readonly Finding[];
  readonly current: boolean;
  readonly onOpen: () => void;
  readonly onRestore: () => void;
}

function FileEntry({ file, findings, current, onOpen, onRestore }: FileEntryProps) {
  const words = useWords(writeWords);
  const errors = findings.filter(({ severity }) => severity === "error").length;
  if (file.removed) {
    return (
      <li className="removed">
        <s>{file.path}</s>
        <button type="button" className="write-fix" onClick={onRestore} aria-label={words.restoreFile(file.path)}>
          {words.restore}
        </button>
      </li>
    );
  }
  return (
    <li>
      <button type="button" aria-current={current ? "true" : undefined} title={file.path} onClick={onOpen}>
        <span className="path">{file.path}</span>
        {isChanged(file) && (
          <span className="write-dot" title={words.unsaved}>
            <span className="unseen">{words.unsaved}</span>
          </span>
        )}
        {file.theirs !== undefined && <span className="write-code error">{words.conflict}</span>}
        {findings.length > 0 && (
          <span className={`write-count ${errors > 0 ? "error" : "warning"}`}>
            {findings.length}
            <span className="unseen"> {words.problemsOf(findings.length)}</span>
          </span>
        )}
      </button>
    </li>
  );
}
