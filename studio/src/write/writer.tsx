import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { useSearchParams } from "wouter";
import { useLanguage, useWords } from "../words/use-words.tsx";
import { BelowPane, type Below } from "./below-pane.tsx";
import { duckdbFunctions } from "./language/duckdb-dialect.ts";
import { Editor, type Jump } from "./editor/editor.tsx";
import { editorPhrases } from "./editor/editor-phrases.ts";
import { FilesPane } from "./files/files-pane.tsx";
import { FilePicture } from "./files/file-picture.tsx";
import { isEditable, kindOf } from "./files/kind-of.ts";
import { findBlock } from "./places/find-source.ts";
import { findUses } from "./places/find-uses.ts";
import type { SourcePlace } from "./places/placed-block.ts";
import { PagesPane } from "./preview/pages-pane.tsx";
import { defaultValues } from "./preview/preview-values.ts";
import { PreviewWith } from "./preview/preview-with.tsx";
import { diagnosticsOf } from "./problems/diagnostics.ts";
import { type Fix, fixProblem } from "./problems/fix-problem.ts";
import { placeProblem } from "./problems/place-problem.ts";
import type { Finding } from "./problems/problem.ts";
import { useFindings } from "./problems/use-findings.ts";
import { PublishDialog } from "./publish/publish-dialog.tsx";
import type { DraftChart } from "./query/draft-chart.ts";
import { queryAt } from "./query/query-at.ts";
import { useSave } from "./sources/use-save.ts";
import { ShortcutsDialog } from "./shortcuts-dialog.tsx";
import { suggest } from "./complete/suggest.ts";
import { useAuthoring } from "./complete/use-authoring.ts";
import { usePanes } from "./use-panes.tsx";
import { useShortcuts } from "./use-shortcuts.ts";
import { writeWords } from "./words.ts";
import { WriteBar } from "./write-bar.tsx";
import { ConflictDialog } from "./workspace/conflict-dialog.tsx";
import { namesOf } from "./workspace/names-of.ts";
import { readTemplateYaml } from "./workspace/read-template-yaml.ts";
import type { Writing } from "./open-writing.ts";

interface WriterProps extends Writing {
  readonly name: string;
}

/** The three panes of writing: files, source, pages. */
export function Writer({ name, source, workspace, previews }: WriterProps) {
  const words = useWords(writeWords);
  const { language } = useLanguage();
  const files = useSyncExternalStore(workspace.subscribe, workspace.files);
  const [search, setSearch] = useSearchParams();
  const path = pathShown(search.get("file"), files);
  const file = files.get(path);
  const text = file?.text ?? "";
  const [jump, setJump] = useState<Jump & { readonly path: string }>();
  const [caret, setCaret] = useState<SourcePlace>({ file: path, line: 1 });
  const [places, setPlaces] = useState<readonly SourcePlace[]>([]);
  const [values, setValues] = useState(defaultValues);
  const [below, setBelow] = useState<Below>("problems");
  const [dialog, setDialog] = useState<"publish" | "shortcuts">();
  const [conflict, setConflict] = useState<string>();
  const [newer, setNewer] = useState(false);
  const panes = usePanes();

  const outlineText = files.get("template.yaml")?.text;
  const outline = useMemo(() => (outlineText === undefined ? undefined : readTemplateYaml(outlineText)), [outlineText]);
  const state = useSyncExternalStore(previews.subscribe, previews.state);
  const { preview } = state;
  const findings = useFindings(state);
  const names = useMemo(
    () =>
      namesOf(
        [...files.values()].filter(({ removed }) => !removed),
        outline,
        preview?.queries ?? [],
      ),
    [files, outline, preview],
  );
  const { save, saving, failure, note } = useSave(source, workspace);
  const here = useMemo(
    () => places.map((place) => findBlock(preview?.blocks ?? [], place)).find((block) => block !== undefined),
    [places, preview],
  );
  const query = queryAt(
    path,
    text,
    caret.file === path ? caret.line : 1,
    useMemo(() => textsOf(files), [files]),
  );

  const open = useCallback(
    (next: string, to?: { readonly from: number; readonly to: number; readonly focus?: boolean }) => {
      setSearch(
        (before) => {
          const after = new URLSearchParams(before);
          after.set("file", next);
          return after;
        },
        { replace: true },
      );
      panes.show("source");
      if (to !== undefined) setJump({ path: next, from: to.from, to: to.to, focus: to.focus ?? true });
    },
    [setSearch, panes],
  );

  const openPlace = (place: SourcePlace): void => {
    const at = placeProblem({ code: "", message: "", where: place }, workspace.get(place.file)?.text ?? "");
    open(place.file, { from: at.from, to: at.from });
    setCaret(place);
    setPlaces([place]);
  };

  const openFinding = (finding: Finding): void => {
    const target = finding.where?.file;
    if (target !== undefined && files.has(target))
      open(target, placeProblem(finding, workspace.get(target)?.text ?? ""));
    setBelow("problems");
  };

  const applyFix = (target: string, fix: Fix): void => {
    const before = workspace.get(target)?.text;
    if (before === undefined) return;
    workspace.edit(target, before.slice(0, fix.from) + fix.insert + before.slice(fix.to));
    const at = fix.from + (fix.caret ?? fix.insert.length);
    open(target, { from: at, to: at });
  };

  const followCaret = (target: string, line: number): void => {
    setCaret({ file: target, line });
    const texts = textsOf(workspace.files());
    setPlaces(kindOf(target) === "text" ? [{ file: target, line }] : findUses(target, texts));
    if (
      queryAt(target, workspace.get(target)?.text ?? "", line) !== undefined &&
      findings.every(({ severity }) => severity !== "error")
    )
      setBelow("result");
  };

  const draft = ({ path: chart, spec, directive }: DraftChart): void => {
    workspace.write(chart, new TextEncoder().encode(spec));
    const report =
      kindOf(path) === "text" ? path : ([...files.keys()].find((known) => known === "report.md") ?? "report.md");
    const before = workspace.get(report)?.text ?? "";
    const at = report === path ? endOfLine(before, caret.line) : before.trimEnd().length;
    const inserted = `${at === 0 ? "" : "\n\n"}${directive}\n`;
    workspace.edit(report, before.slice(0, at) + inserted + before.slice(at));
    const from = at + inserted.indexOf("::");
    open(report, { from, to: from });
    setPlaces([{ file: report, line: workspace.get(report)!.text!.slice(0, from).split("\n").length }]);
  };

  const authoring = useAuthoring();
  const latest = useRef({ names, authoring });
  latest.current = { names, authoring };
  const suggestHere = useCallback(
    (target: string, content: string, at: number) =>
      suggest(target, content, at, { ...latest.current, functions: duckdbFunctions }),
    [],
  );

  useEffect(() => {
    const meet = (): void =>
      void source.list().then(
        (stored) => workspace.meet(stored),
        () => {},
      );
    // The room may have been left for a while.
    if (source.kind === "folder") meet();
    return source.watch(() => (source.kind === "folder" ? meet() : setNewer(true)));
  }, [source, workspace]);
  useEffect(() => previews.take(values), [previews, values]);
  useEffect(() => () => previews.rest(), [previews]);
  useShortcuts({ save, showShortcuts: () => setDialog("shortcuts"), focusNext: panes.focusNext });
  const unsaved = workspace.changed().length;
  useEffect(() => {
    document.title = `${unsaved > 0 ? "• " : ""}${name} · Broadsheet`;
  }, [name, unsaved]);

  const own = findings.filter(({ where }) => where?.file === path);
  const diagnostics = useMemo(
    () => diagnosticsOf(own, text, words.fix, (fix) => applyFix(path, fix)),
    [preview, findings, path, text, words],
  );
  const conflicts = [...files.values()].filter(({ theirs }) => theirs !== undefined);

  return (
    <div className="write" data-pane={panes.shown}>
      <WriteBar
        name={name}
        kind={source.kind}
        unsaved={unsaved}
        saving={saving}
        failure={failure}
        note={note}
        onSave={save}
        onPublish={() => setDialog("publish")}
        onShortcuts={() => setDialog("shortcuts")}
      />
      {panes.tabs}
      <div className="write-side" {...panes.attributes("files")}>
        <FilesPane
          workspace={workspace}
          files={files}
          findings={findings}
          current={path}
          onOpen={(next) => open(next)}
        />
        <PreviewWith name={name} outline={outline} values={values} onValues={setValues} />
      </div>
      <section className="write-source" aria-label={words.source} {...panes.attributes("source")}>
        {newer && (
          <div className="write-conflict" role="status">
            {words.newerDraft}
          </div>
        )}
        {conflicts.map(({ path: changed }) => (
          <div key={changed} className="write-conflict" role="alert">
            {words.conflictIn(changed)}
            <button type="button" className="write-fix" onClick={() => setConflict(changed)}>
              {words.compare}
            </button>
          </div>
        ))}
        {file === undefined ? (
          <p className="write-empty">{words.noFile}</p>
        ) : file.text === undefined || !isEditable(path) ? (
          <FilePicture path={path} bytes={file.bytes} />
        ) : (
          <Editor
            path={path}
            text={text}
            label={words.sourceOf(path)}
            phrases={editorPhrases(language)}
            suggest={suggestHere}
            diagnostics={diagnostics}
            jump={jump?.path === path ? jump : undefined}
            onChange={(changed, content) => workspace.edit(changed, content)}
            onCaret={followCaret}
          />
        )}
        <BelowPane
          shown={below}
          onShow={setBelow}
          findings={findings}
          textOf={(target) => workspace.get(target)?.text}
          onFinding={openFinding}
          onFix={(finding) => {
            const target = finding.where!.file!;
            const fix = fixProblem(finding, workspace.get(target)?.text ?? "");
            if (fix !== undefined) applyFix(target, fix);
          }}
          onTest={(problem) => {
            const target = problem.where?.file;
            // What the report shows does not stand in the test.
            if (target !== undefined && files.has(target))
              open(target, placeProblem({ ...problem, seen: undefined }, workspace.get(target)?.text ?? ""));
          }}
          preview={preview}
          busy={state.busy}
          query={query ?? (kindOf(path) === "chart" ? undefined : preview?.queries[0]?.name)}
          charts={names.charts}
          onOpenQuery={(target) => open(target)}
          onDraft={draft}
        />
      </section>
      <div className="write-right" {...panes.attributes("pages")}>
        <PagesPane
          state={state}
          findings={findings}
          here={here}
          places={places}
          openPage={previews.openPage}
          onView={previews.view}
          onPlace={openPlace}
          onFinding={openFinding}
        />
      </div>
      {conflict !== undefined && files.get(conflict)?.theirs !== undefined && (
        <ConflictDialog
          file={files.get(conflict)!}
          onClose={() => setConflict(undefined)}
          onSettle={(choice) => {
            workspace.settle(conflict, choice);
            setConflict(undefined);
          }}
        />
      )}
      {dialog === "publish" && (
        <PublishDialog
          name={name}
          source={source}
          workspace={workspace}
          values={values}
          onClose={() => setDialog(undefined)}
        />
      )}
      {dialog === "shortcuts" && <ShortcutsDialog onClose={() => setDialog(undefined)} />}
    </div>
  );
}

/** The file of the address, if there is one, else the report. */
function pathShown(
  wanted: string | null,
  files: ReadonlyMap<string, { readonly path: string; readonly removed: boolean }>,
): string {
  if (wanted !== null && files.get(wanted)?.removed === false) return wanted;
  return files.has("report.md") ? "report.md" : (files.keys().next().value ?? "report.md");
}

/** The texts of files that have one, by path. */
function textsOf(
  files: ReadonlyMap<string, { readonly path: string; readonly text: string | undefined }>,
): ReadonlyMap<string, string> {
  return new Map([...files.values()].flatMap(({ path, text }) => (text === undefined ? [] : [[path, text] as const])));
}

function endOfLine(text: string, line: number): number {
  const lines = text.split("\n").slice(0, line);
  return lines.join("\n").length;
}
