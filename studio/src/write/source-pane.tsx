import { type ReactNode, useMemo } from "react";
import { useWords } from "../words/use-words.tsx";
import { type Below, BelowPane } from "./below-pane.tsx";
import type { TemplateNames } from "./complete/words.ts";
import { EditedFile } from "./editor/edited-file.tsx";
import { kindOf } from "./files/kind-of.ts";
import type { Moves } from "./moves-in.ts";
import type { PreviewState } from "./preview/preview-session.ts";
import type { Finding } from "./problems/problem.ts";
import { queryAt } from "./query/query-at.ts";
import type { OpenedFile } from "./use-opened-file.ts";
import { writeWords } from "./words.ts";
import { Conflicts } from "./workspace/conflicts.tsx";
import { textsOf } from "./workspace/texts-of.ts";
import type { WorkFile } from "./workspace/work-file.ts";
import type { Workspace } from "./workspace/workspace.ts";

interface SourcePaneProps {
  readonly workspace: Workspace;
  readonly files: ReadonlyMap<string, WorkFile>;
  readonly opened: OpenedFile;
  readonly moves: Moves;
  readonly findings: readonly Finding[];
  readonly names: TemplateNames;
  readonly state: PreviewState;
  readonly below: Below;
  readonly onBelow: (below: Below) => void;
  readonly onFinding: (finding: Finding) => void;
  /** Whether somebody else has stored a newer draft. */
  readonly newer: boolean;
  readonly attributes: object;
  /** What stands above the open file. */
  readonly children?: ReactNode;
}

/** The pane in the middle: the open file, and below it problems, rows and tests. */
export function SourcePane(props: SourcePaneProps) {
  const { workspace, files, opened, moves, findings, names, state, below, onBelow, newer } = props;
  const words = useWords(writeWords);
  const { path, file, caret } = opened;
  const { preview, busy } = state;
  const texts = useMemo(() => textsOf(files), [files]);
  const query = queryAt(path, file?.text ?? "", caret.line, texts);
  const followCaret = (target: string, line: number): void => {
    moves.followCaret(target, line);
    const asked = queryAt(target, workspace.get(target)?.text ?? "", line);
    if (asked !== undefined && findings.every(({ severity }) => severity !== "error")) onBelow("result");
  };
  return (
    <section className="write-source" aria-label={words.source} {...props.attributes}>
      {newer && (
        <div className="write-conflict" role="status">
          {words.newerDraft}
        </div>
      )}
      <Conflicts workspace={workspace} files={files} />
      {props.children}
      <EditedFile
        workspace={workspace}
        opened={opened}
        findings={findings}
        names={names}
        moves={moves}
        onCaret={followCaret}
      />
      <BelowPane
        shown={below}
        onShow={onBelow}
        findings={findings}
        textOf={(target) => workspace.get(target)?.text}
        onFinding={props.onFinding}
        onFix={moves.fix}
        // What the report shows does not stand in the test.
        onTest={(problem) => moves.toProblem({ ...problem, seen: undefined })}
        preview={preview}
        busy={busy}
        query={query ?? (kindOf(path) === "chart" ? undefined : preview?.queries[0]?.name)}
        charts={names.charts}
        onOpenQuery={(target) => opened.open(target)}
        onDraft={moves.draft}
      />
    </section>
  );
}
