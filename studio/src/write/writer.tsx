import { useSyncExternalStore } from "react";
import { FilesPane } from "./files/files-pane.tsx";
import type { Writing } from "./open-writing.ts";
import { PagesPane } from "./preview/pages-pane.tsx";
import { PreviewWith } from "./preview/preview-with.tsx";
import { PublishDialog } from "./publish/publish-dialog.tsx";
import { SourcePane } from "./source-pane.tsx";
import { useDesk } from "./use-desk.ts";
import { usePanes } from "./use-panes.tsx";
import { useTemplateInWork } from "./use-template-in-work.ts";
import { WriteBar } from "./write-bar.tsx";

interface WriterProps extends Writing {
  readonly name: string;
}

/** The three panes of writing: files, source, pages. */
export function Writer({ name, ...writing }: WriterProps) {
  const { source, workspace } = writing;
  const files = useSyncExternalStore(workspace.subscribe, workspace.files);
  const panes = usePanes();
  const work = useTemplateInWork(writing, files, panes);
  const { opened, moves, state, values, findings, saving, pageEdit } = work;
  const desk = useDesk({ name, unsaved: workspace.changed().length, save: saving.save, panes, moves });
  return (
    <div className="write" data-pane={panes.shown}>
      <WriteBar name={name} kind={source.kind} unsaved={workspace.changed().length} saving={saving} />
      {panes.tabs}
      <div className="write-side" {...panes.attributes("files")}>
        <FilesPane workspace={workspace} files={files} findings={findings} opened={opened} dialogs={work.dialogs} />
        <PreviewWith name={name} outline={work.outline} values={values} onValues={work.setValues} />
      </div>
      <SourcePane
        workspace={workspace}
        files={files}
        opened={opened}
        moves={moves}
        findings={findings}
        names={work.names}
        state={state}
        below={desk.below}
        onBelow={desk.setBelow}
        onFinding={desk.showFinding}
        newer={work.newer}
        attributes={panes.attributes("source")}
      />
      <div className="write-right" {...panes.attributes("pages")}>
        <PagesPane
          state={state}
          findings={findings}
          here={work.here}
          places={opened.places}
          openPage={writing.previews.openPage}
          openPdf={writing.previews.openPdf}
          onView={writing.previews.view}
          onPlace={moves.toPlace}
          onFinding={desk.showFinding}
          pageEdit={pageEdit}
        />
      </div>
      {desk.publishing && (
        <PublishDialog
          name={name}
          source={source}
          workspace={workspace}
          values={values}
          onPublished={() => void saving.save()}
          onClose={() => desk.setPublishing(false)}
        />
      )}
    </div>
  );
}
