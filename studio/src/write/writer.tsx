import { useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { useActions } from "../actions/use-actions.ts";
import type { Below } from "./below-pane.tsx";
import { FilesPane } from "./files/files-pane.tsx";
import { movesIn } from "./moves-in.ts";
import type { Writing } from "./open-writing.ts";
import { findBlock } from "./places/find-source.ts";
import { PagesPane } from "./preview/pages-pane.tsx";
import { PreviewWith } from "./preview/preview-with.tsx";
import { usePreviews } from "./preview/use-previews.ts";
import type { Finding } from "./problems/problem.ts";
import { useFindings } from "./problems/use-findings.ts";
import { PublishDialog } from "./publish/publish-dialog.tsx";
import { SourcePane } from "./source-pane.tsx";
import { useOutsideChanges } from "./sources/use-outside-changes.ts";
import { useSave } from "./sources/use-save.ts";
import { useOpenedFile } from "./use-opened-file.ts";
import { usePanes } from "./use-panes.tsx";
import { useNames } from "./workspace/use-names.ts";
import { WriteBar } from "./write-bar.tsx";

interface WriterProps extends Writing {
  readonly name: string;
}

/** The three panes of writing: files, source, pages. */
export function Writer({ name, source, workspace, previews }: WriterProps) {
  const files = useSyncExternalStore(workspace.subscribe, workspace.files);
  const panes = usePanes();
  const opened = useOpenedFile(files, panes.showSource);
  const moves = movesIn(workspace, opened);
  const { state, values, setValues } = usePreviews(previews);
  const findings = useFindings(state);
  const { outline, names } = useNames(files, state.preview);
  const saving = useSave(source, workspace);
  const newer = useOutsideChanges(source, workspace);
  const [below, setBelow] = useState<Below>("problems");
  const [publishing, setPublishing] = useState(false);
  const here = useMemo(
    () =>
      opened.places.map((place) => findBlock(state.preview?.blocks ?? [], place)).find((block) => block !== undefined),
    [opened.places, state.preview],
  );
  const unsaved = workspace.changed().length;
  useActions({
    save: saving.save,
    publish: () => setPublishing(true),
    nextPane: () => panes.focusNext(1),
    previousPane: () => panes.focusNext(-1),
  });
  useEffect(() => {
    document.title = `${unsaved > 0 ? "• " : ""}${name} · Broadsheet`;
  }, [name, unsaved]);
  const showFinding = (finding: Finding): void => {
    moves.toProblem(finding);
    setBelow("problems");
  };
  return (
    <div className="write" data-pane={panes.shown}>
      <WriteBar name={name} kind={source.kind} unsaved={unsaved} saving={saving} />
      {panes.tabs}
      <div className="write-side" {...panes.attributes("files")}>
        <FilesPane
          workspace={workspace}
          files={files}
          findings={findings}
          current={opened.path}
          onOpen={(next) => opened.open(next)}
        />
        <PreviewWith name={name} outline={outline} values={values} onValues={setValues} />
      </div>
      <SourcePane
        workspace={workspace}
        files={files}
        opened={opened}
        moves={moves}
        findings={findings}
        names={names}
        state={state}
        below={below}
        onBelow={setBelow}
        onFinding={showFinding}
        newer={newer}
        attributes={panes.attributes("source")}
      />
      <div className="write-right" {...panes.attributes("pages")}>
        <PagesPane
          state={state}
          findings={findings}
          here={here}
          places={opened.places}
          openPage={previews.openPage}
          onView={previews.view}
          onPlace={moves.toPlace}
          onFinding={showFinding}
        />
      </div>
      {publishing && (
        <PublishDialog
          name={name}
          source={source}
          workspace={workspace}
          values={values}
          onClose={() => setPublishing(false)}
        />
      )}
    </div>
  );
}
