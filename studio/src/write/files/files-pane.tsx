import { useState } from "react";
import { Button } from "../../design/button.tsx";
import { useWords } from "../../words/use-words.tsx";
import type { Finding } from "../problems/problem.ts";
import { writeWords } from "../words.ts";
import { isChanged, type WorkFile } from "../workspace/work-file.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { FileDialog, type FileDialogKind } from "./file-dialog.tsx";

interface FilesPaneProps {
  readonly workspace: Workspace;
  readonly files: ReadonlyMap<string, WorkFile>;
  readonly findings: readonly Finding[];
  readonly current: string;
  readonly onOpen: (path: string) => void;
}

/** The template's files: which have changes, which have problems; new, rename, delete. */
export function FilesPane({ workspace, files, findings, current, onOpen }: FilesPaneProps) {
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
      <div className="write-file-actions">
        <Button kind="plain" onClick={() => setDialog("new")}>
          {words.newFile}
        </Button>
        <Button kind="plain" onClick={() => setDialog("rename")} disabled={file === undefined || file.removed}>
          {words.rename}
        </Button>
        <Button kind="plain" onClick={() => setDialog("delete")} disabled={file === undefined || file.removed}>
          {words.deleteFile}
        </Button>
      </div>
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
