import { useState } from "react";
import { saveFile } from "../api/fetch-file.ts";
import { Button } from "../design/button.tsx";
import { Dialog } from "../design/dialog.tsx";
import { Field } from "../design/field.tsx";
import { ProblemList } from "../design/problem-list.tsx";
import { Status } from "../design/status.tsx";
import { Table } from "../design/table.tsx";
import { commonWords } from "../words/common.ts";
import { useFormats } from "../words/use-formats.ts";
import { useWords } from "../words/use-words.tsx";
import { type ThemeVersion, usePromoting } from "./use-themes.ts";
import { themesWords } from "./words.ts";

interface ThemeVersionsProps {
  readonly name: string;
  readonly versions: readonly ThemeVersion[];
  readonly etag: string;
  /** Called with the version that is to be looked at. */
  readonly onLook: (version: string) => void;
}

/** The versions of a theme: any but the current one can be promoted. */
export function ThemeVersions({ name, versions, etag, onLook }: ThemeVersionsProps) {
  const words = useWords(themesWords);
  const formats = useFormats();
  const [asked, setAsked] = useState<string>();
  return (
    <>
      <Table<ThemeVersion>
        caption={words.versions}
        rows={versions}
        rowKey={({ version }) => version}
        cards
        columns={[
          { key: "version", label: words.version, cell: (one) => <Version version={one} /> },
          {
            key: "state",
            label: words.state,
            cell: ({ state }) => (
              <Status kind={state === "current" ? "good" : state === "draft" ? "busy" : "idle"}>{words[state]}</Status>
            ),
          },
          {
            key: "stored",
            label: words.stored,
            cell: ({ created }) =>
              created === undefined ? "–" : <span className="nowrap">{formats.moment(created)}</span>,
          },
          {
            key: "do",
            label: <span className="unseen">{words.promote}</span>,
            cell: ({ version, state }) => (
              <Actions
                name={name}
                version={version}
                onLook={() => onLook(version)}
                onMove={state === "current" ? undefined : () => setAsked(version)}
              />
            ),
          },
        ]}
      />
      {asked !== undefined && (
        <PromoteDialog name={name} version={asked} etag={etag} onClose={() => setAsked(undefined)} />
      )}
    </>
  );
}

function Version({ version: { version, warnings = [] } }: { readonly version: ThemeVersion }) {
  const words = useWords(themesWords);
  return (
    <>
      <code>{version.slice(0, 8)}</code>
      {warnings.length > 0 && (
        <details className="small">
          <summary>{words.warnings(warnings.length)}</summary>
          <ul>
            {warnings.map(({ code, message }) => (
              <li key={`${code} ${message}`}>{message}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

interface ActionsProps {
  readonly name: string;
  readonly version: string;
  readonly onLook: () => void;
  /** Called when it is to become the current one; absent if it is. */
  readonly onMove: (() => void) | undefined;
}

function Actions({ name, version, onLook, onMove }: ActionsProps) {
  const words = useWords(themesWords);
  const short = version.slice(0, 8);
  return (
    <span className="theme-actions">
      <Button kind="plain" aria-label={words.lookOf(short)} onClick={onLook}>
        {words.look}
      </Button>
      {onMove !== undefined && (
        <Button kind="plain" aria-label={words.promoteOf(short)} onClick={onMove}>
          {words.promote}
        </Button>
      )}
      <Button
        kind="plain"
        aria-label={words.downloadOf(short)}
        onClick={() => void saveFile(`/themes/${name}/versions/${version}/theme.zip`, `${name}-${short}.zip`)}
      >
        {words.download}
      </Button>
    </span>
  );
}

interface PromoteDialogProps {
  readonly name: string;
  readonly version: string;
  readonly etag: string;
  readonly onClose: () => void;
}

function PromoteDialog({ name, version, etag, onClose }: PromoteDialogProps) {
  const words = useWords(themesWords);
  const common = useWords(commonWords);
  const [why, setWhy] = useState("");
  const promote = usePromoting(name, etag, onClose);
  return (
    <Dialog title={words.promoteTitle(version.slice(0, 8))} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          promote.mutate({ version, why });
        }}
      >
        <p>{words.promoteLead}</p>
        <Field label={words.why} help={words.whyHelp}>
          {(links) => (
            <input
              {...links}
              className="input"
              maxLength={500}
              value={why}
              onChange={(event) => setWhy(event.target.value)}
            />
          )}
        </Field>
        {promote.error !== null && <ProblemList title={words.notMoved} error={promote.error} />}
        <div className="buttons">
          <Button kind="primary" type="submit" disabled={promote.isPending}>
            {words.promote}
          </Button>
          <Button onClick={onClose}>{common.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}
