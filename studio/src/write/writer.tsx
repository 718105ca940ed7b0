import { type ReactNode, Suspense, useRef, useSyncExternalStore } from "react";
import { AssumedList } from "./assumed/assumed-list.tsx";
import { StaysList } from "./assumed/stays-list.tsx";
import { useAssumed } from "./assumed/use-assumed.ts";
import { FilesPane } from "./files/files-pane.tsx";
import { PublishDialog, SourcePane } from "./later.ts";
import type { Writing } from "./open-writing.ts";
import { PagesPane } from "./preview/pages-pane.tsx";
import { bringBack } from "./preview/bring-back.ts";
import { PreviewWith } from "./preview/preview-with.tsx";
import { useDesk } from "./use-desk.ts";
import { type Panes, usePanes } from "./use-panes.tsx";
import { useTemplateInWork } from "./use-template-in-work.ts";
import { WriteBar } from "./write-bar.tsx";
import type { WorkFile } from "./workspace/work-file.ts";

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
    work: useAssumed(name, workspace, pageEdit.noteMade, values.parameters),
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
      <Source files={files} writing={writing} work={work} desk={desk} panes={panes}>
        {panes.view === "source" && <AssumedList {...assumed} open />}
      </Source>
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
          onBringBack={(good) => pageEdit.noteMade(bringBack(workspace, good))}
          later={work.later}
        >
          {panes.view === "page" && <AssumedList {...assumed} />}
          <StaysList stays={assumed.work.stays} onOpen={assumed.onOpen} />
        </PagesPane>
      </div>
      {desk.publishing && <Publishing name={name} writing={writing} work={work} desk={desk} />}
    </div>
  );
}

interface DeskProps {
  readonly writing: Writing;
  readonly work: ReturnType<typeof useTemplateInWork>;
  readonly desk: ReturnType<typeof useDesk>;
}

interface SourceProps extends DeskProps {
  readonly files: ReadonlyMap<string, WorkFile>;
  readonly panes: Panes;
  readonly children: ReactNode;
}

/** The pane of the source, from the time that it is shown or its program is here. */
function Source({ files, writing: { workspace }, work, desk, panes, children }: SourceProps) {
  const { opened, moves, findings, names, state, newer, later } = work;
  const attributes = panes.attributes("source");
  // What was shown stays: it keeps what can be undone.
  const begun = useRef(false);
  begun.current ||= panes.view === "source" || later.isHere;
  if (!begun.current) return null;
  return (
    <Suspense fallback={<section className="write-source" {...attributes} />}>
      <SourcePane
        {...{ workspace, files, opened, moves, findings, names, state, newer, attributes }}
        below={desk.below}
        onBelow={desk.setBelow}
        onFinding={desk.showFinding}
      >
        {children}
      </SourcePane>
    </Suspense>
  );
}

interface PublishingProps extends DeskProps {
  readonly name: string;
}

/** The dialog in which the files are published. What was published is saved. */
function Publishing({ name, writing: { source, workspace }, work, desk }: PublishingProps) {
  return (
    <Suspense>
      <PublishDialog
        name={name}
        source={source}
        workspace={workspace}
        values={work.values}
        onPublished={() => void work.saving.save()}
        onClose={() => desk.setPublishing(false)}
      />
    </Suspense>
  );
}
