import { useSyncExternalStore } from "react";
import { AssumedList } from "./assumed/assumed-list.tsx";
import { useAssumed } from "./assumed/use-assumed.ts";
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
  const panes = usePanes(name);
  const work = useTemplateInWork(writing, files, panes);
  const { opened, moves, state, values, findings, saving, pageEdit } = work;
  const unsaved = workspace.changed().length;
  const desk = useDesk({ name, unsaved, save: () => void saving.save(), ended: work.ended, panes, moves });
  const assumed = {
    work: useAssumed(name, workspace, pageEdit.noteMade),
    textOf: (path: string) => workspace.get(path)?.text,
    onOpen: moves.toPlace,
  };
  return (
    <div className="write" data-pane={panes.shown} data-view={panes.view}>
      <WriteBar name={name} kind={source.kind} unsaved={unsaved} saving={saving} view={panes.view} />
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
      >
        {panes.view === "source" && <AssumedList {...assumed} open />}
      </SourcePane>
      <div className="write-right" {...panes.attributes("pages")}>
        <PagesPane
          state={state}
          findings={findings}
          here={work.here}
          places={opened.places}
          openPage={writing.previews.openPage}
          openPdf={writing.previews.openPdf}
          onView={writing.previews.view}
          alone={panes.view === "page"}
          onPlace={moves.toPlace}
          onPoint={work.point}
          onFinding={desk.showFinding}
          pageEdit={pageEdit}
        >
          {panes.view === "page" && <AssumedList {...assumed} />}
        </PagesPane>
      </div>
      {desk.publishing && <Publishing name={name} writing={writing} work={work} desk={desk} />}
    </div>
  );
}

interface PublishingProps {
  readonly name: string;
  readonly writing: Writing;
  readonly work: ReturnType<typeof useTemplateInWork>;
  readonly desk: ReturnType<typeof useDesk>;
}

/** The dialog in which the files are published. What was published is saved. */
function Publishing({ name, writing: { source, workspace }, work, desk }: PublishingProps) {
  return (
    <PublishDialog
      name={name}
      source={source}
      workspace={workspace}
      values={work.values}
      onPublished={() => void work.saving.save()}
      onClose={() => desk.setPublishing(false)}
    />
  );
}
