import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "../../design/button.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { Field } from "../../design/field.tsx";
import { Notice } from "../../design/notice.tsx";
import { Own } from "../../design/own.tsx";
import { OwnOption } from "../../design/own-option.tsx";
import { ProblemList } from "../../design/problem-list.tsx";
import { commonWords } from "../../words/common.ts";
import { useWords } from "../../words/use-words.tsx";
import type { TemplateNames } from "../complete/words.ts";
import { ChangedSource } from "../page-edit/use-page-edit.ts";
import type { MadeEdit } from "../workspace/made-edit.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { applyChanges, askChange, type Changes } from "./ask-change.ts";
import { nameWords } from "./words.ts";

/** What can be renamed with its uses. */
export type NamedKind = "query" | "chart" | "parameter" | "message";

const kinds: readonly NamedKind[] = ["query", "chart", "parameter", "message"];

interface RenameDialogProps {
  readonly workspace: Workspace;
  readonly names: TemplateNames;
  /** What is chosen at first. */
  readonly start?: { readonly what: NamedKind; readonly name: string } | undefined;
  readonly onMade: (edit: MadeEdit) => void;
  readonly onClose: () => void;
}

/** Gives a query, a chart, a parameter or a message another name, wherever it is used. */
export function RenameDialog({ workspace, names, start, onMade, onClose }: RenameDialogProps) {
  const words = useWords(nameWords);
  const common = useWords(commonWords);
  const [what, setWhat] = useState<NamedKind>(start?.what ?? "query");
  const [chosen, setChosen] = useState(start?.name);
  const [to, setTo] = useState(start?.name ?? namesOf(names, "query")[0] ?? "");
  const all = namesOf(names, what);
  const from = chosen !== undefined && all.includes(chosen) ? chosen : (all[0] ?? "");
  const rename = useMutation({
    mutationFn: async (): Promise<Changes> => {
      const before = workspace.files();
      const changes = await askChange(before.values(), { do: "rename", what, from, to: to.trim() });
      // The patches would be at the places of other letters.
      if (workspace.files() !== before) throw new ChangedSource();
      return changes;
    },
    onSuccess: (changes) => {
      onMade(applyChanges(workspace, changes));
      if ((changes.left ?? []).length === 0) onClose();
    },
  });
  const left = rename.data?.left ?? [];
  if (left.length > 0) return <LeftPlaces left={left} onClose={onClose} />;
  return (
    <Dialog title={words.title} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (from !== "" && to.trim() !== "" && !rename.isPending) rename.mutate();
        }}
      >
        <p className="muted">{words.lead}</p>
        <NameFields
          names={names}
          chosen={{ what, from, to }}
          onChoose={(next) => {
            setWhat(next.what);
            setChosen(next.from);
            setTo(next.to);
          }}
        />
        {rename.error !== null && <ProblemList title={words.refused} error={rename.error} />}
        <div className="buttons">
          <Button kind="primary" type="submit" disabled={rename.isPending || from === "" || to.trim() === ""}>
            {words.rename}
          </Button>
          <Button onClick={onClose}>{common.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}

interface LeftPlacesProps {
  readonly left: NonNullable<Changes["left"]>;
  readonly onClose: () => void;
}

/** The places that a rename has left, once the rest is done. */
function LeftPlaces({ left, onClose }: LeftPlacesProps) {
  const words = useWords(nameWords);
  const common = useWords(commonWords);
  return (
    <Dialog title={words.renamed} onClose={onClose}>
      <Notice kind="caution" title={words.leftTitle}>
        <ul>
          {left.map(({ file, line, column }) => (
            <li key={`${file}:${line}:${column}`}>
              <Own>{`${file}:${line}:${column}`}</Own>
            </li>
          ))}
        </ul>
      </Notice>
      <div className="buttons">
        <Button kind="primary" onClick={onClose}>
          {common.close}
        </Button>
      </div>
    </Dialog>
  );
}

/** What is renamed, and to what. */
interface Chosen {
  readonly what: NamedKind;
  readonly from: string;
  readonly to: string;
}

interface NameFieldsProps {
  readonly names: TemplateNames;
  readonly chosen: Chosen;
  readonly onChoose: (chosen: Chosen) => void;
}

/** Which name becomes which. */
function NameFields({ names, chosen, onChoose }: NameFieldsProps) {
  const words = useWords(nameWords);
  const { what, from, to } = chosen;
  const all = namesOf(names, what);
  const chooseKind = (next: NamedKind): void => {
    const name = namesOf(names, next)[0] ?? "";
    onChoose({ what: next, from: name, to: name });
  };
  return (
    <>
      <Field label={words.what}>
        {(links) => (
          <select
            {...links}
            className="input"
            value={what}
            onChange={(event) => chooseKind(event.target.value as NamedKind)}
          >
            {kinds.map((kind) => (
              <option key={kind} value={kind}>
                {words.kind(kind)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={words.which} help={all.length === 0 ? words.none : undefined}>
        {(links) => (
          <select
            {...links}
            className="input"
            value={from}
            disabled={all.length === 0}
            onChange={(event) => onChoose({ what, from: event.target.value, to: event.target.value })}
          >
            {all.map((name) => (
              <OwnOption key={name} value={name}>
                {name}
              </OwnOption>
            ))}
          </select>
        )}
      </Field>
      <Field label={words.to}>
        {(links) => (
          <input
            {...links}
            className="input mono"
            value={to}
            onChange={(event) => onChoose({ what, from, to: event.target.value })}
            autoComplete="off"
            spellCheck={false}
            dir="auto"
          />
        )}
      </Field>
    </>
  );
}

function namesOf(names: TemplateNames, what: NamedKind): readonly string[] {
  switch (what) {
    case "query":
      return [...names.queries.keys()];
    case "chart":
      return names.charts;
    case "parameter":
      return names.parameters;
    case "message":
      return names.messages;
  }
}
