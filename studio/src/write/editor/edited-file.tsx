import { useCallback, useMemo, useRef } from "react";
import { useLanguage, useWords } from "../../words/use-words.tsx";
import { suggest } from "../complete/suggest.ts";
import { useAuthoring } from "../complete/use-authoring.ts";
import type { TemplateNames } from "../complete/words.ts";
import { FilePicture } from "../files/file-picture.tsx";
import { isEditable } from "../files/kind-of.ts";
import { duckdbFunctions } from "../language/duckdb-dialect.ts";
import type { Moves } from "../moves-in.ts";
import { diagnosticsOf } from "../problems/diagnostics.ts";
import type { Finding } from "../problems/problem.ts";
import type { OpenedFile } from "../use-opened-file.ts";
import { writeWords } from "../words.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { Editor } from "./editor.tsx";
import { editorPhrases } from "./editor-phrases.ts";

interface EditedFileProps {
  readonly workspace: Workspace;
  readonly opened: OpenedFile;
  readonly findings: readonly Finding[];
  readonly names: TemplateNames;
  readonly moves: Moves;
  readonly onCaret: (path: string, line: number) => void;
}

/** The open file: its text in the editor with its problems and suggestions, or its picture. */
export function EditedFile({ workspace, opened, findings, names, moves, onCaret }: EditedFileProps) {
  const words = useWords(writeWords);
  const { language } = useLanguage();
  const { path, file, jump } = opened;
  const text = file?.text ?? "";
  const authoring = useAuthoring();
  const latest = useRef({ names, authoring });
  latest.current = { names, authoring };
  const suggestHere = useCallback(
    (target: string, content: string, at: number) =>
      suggest(target, content, at, { ...latest.current, functions: duckdbFunctions }),
    [],
  );
  const diagnostics = useMemo(
    () =>
      diagnosticsOf(
        findings.filter(({ where }) => where?.file === path),
        text,
        language,
        words.fix,
        (fix) => moves.applyFix(path, fix),
      ),
    [findings, path, text, language, words],
  );
  if (file === undefined) return <p className="write-empty">{words.noFile}</p>;
  if (file.text === undefined || !isEditable(path)) return <FilePicture path={path} bytes={file.bytes} />;
  return (
    <Editor
      path={path}
      text={text}
      label={words.sourceOf(path)}
      phrases={editorPhrases(language)}
      suggest={suggestHere}
      diagnostics={diagnostics}
      jump={jump}
      onChange={(changed, content) => workspace.edit(changed, content)}
      onCaret={onCaret}
    />
  );
}
