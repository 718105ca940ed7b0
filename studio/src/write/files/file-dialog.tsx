import { useWords } from "../../words/use-words.tsx";
import { writeWords } from "../words.ts";
import type { WorkFile } from "../workspace/work-file.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { DeleteFileDialog } from "./delete-file-dialog.tsx";
import { PathDialog } from "./path-dialog.tsx";

export type FileDialogKind = "new" | "rename" | "delete";

interface FileDialogProps {
  readonly dialog: FileDialogKind;
  readonly workspace: Workspace;
  readonly files: ReadonlyMap<string, WorkFile>;
  readonly current: string;
  readonly onOpen: (path: string) => void;
  readonly onClose: () => void;
}

/** Makes a file, or renames or deletes the current one. */
export function FileDialog({ dialog, workspace, files, current, onOpen, onClose }: FileDialogProps) {
  const words = useWords(writeWords);
  return (
    <>
      {dialog === "new" && (
        <PathDialog
          title={words.newFile}
          action={words.create}
          taken={[...files.keys()]}
          withContent
          onClose={onClose}
          onPath={(path, content) => {
            workspace.write(path, content ?? new Uint8Array());
            onOpen(path);
            onClose();
          }}
        />
      )}
      {dialog === "rename" && (
        <PathDialog
          title={words.renameFile(current)}
          action={words.rename}
          path={current}
          taken={[...files.keys()].filter((path) => path !== current)}
          onClose={onClose}
          onPath={(path) => {
            workspace.rename(current, path);
            onOpen(path);
            onClose();
          }}
        />
      )}
      {dialog === "delete" && (
        <DeleteFileDialog
          path={current}
          onClose={onClose}
          onDelete={() => {
            workspace.remove(current);
            onClose();
          }}
        />
      )}
    </>
  );
}
