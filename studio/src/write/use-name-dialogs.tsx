import { type ReactNode, useState } from "react";
import type { TemplateNames } from "./complete/words.ts";
import { NewQueryDialog, RenameDialog } from "./later.ts";
import type { Moves } from "./moves-in.ts";
import type { NamedKind } from "./names/rename-dialog.tsx";
import type { PageEdit } from "./page-edit/use-page-edit.ts";
import type { Preview } from "./preview/preview.ts";
import type { OpenedFile } from "./use-opened-file.ts";
import type { Workspace } from "./workspace/workspace.ts";

interface Ground {
  readonly workspace: Workspace;
  readonly names: TemplateNames;
  readonly preview: Preview | undefined;
  readonly opened: OpenedFile;
  readonly moves: Moves;
  readonly pageEdit: Pick<PageEdit, "noteMade">;
}

export interface NameDialogs {
  /** @param start what is chosen at first */
  readonly rename: (start?: { readonly what: NamedKind; readonly name: string }) => void;
  /** Absent as long as no preview has shown what can be read. */
  readonly newQuery: (() => void) | undefined;
  /** The open dialog, once its program is here. */
  readonly dialog: ReactNode;
}

/** The dialogs that change several files at once. */
export function useNameDialogs({ workspace, names, preview, opened, moves, pageEdit }: Ground): NameDialogs {
  const [open, setOpen] = useState<
    { readonly start?: { readonly what: NamedKind; readonly name: string } } | "query"
  >();
  const close = (): void => setOpen(undefined);
  const onMade: PageEdit["noteMade"] = (edit) => {
    pageEdit.noteMade(edit);
    const place = edit.moved?.find(({ from }) => from === opened.path);
    if (place !== undefined) opened.open(place.to);
  };
  return {
    rename: (start) => setOpen(start === undefined ? {} : { start }),
    newQuery: preview === undefined ? undefined : () => setOpen("query"),
    dialog:
      open === undefined ? null : open !== "query" ? (
        <RenameDialog workspace={workspace} names={names} start={open.start} onMade={onMade} onClose={close} />
      ) : (
        preview !== undefined && (
          <NewQueryDialog
            workspace={workspace}
            preview={preview}
            parameters={names.parameters}
            charts={names.charts}
            onMade={onMade}
            onOpen={(path) => opened.open(path)}
            onInsert={moves.insert}
            onDraft={moves.draft}
            onClose={close}
          />
        )
      ),
  };
}
