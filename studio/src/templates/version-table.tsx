import { useState } from "react";
import { saveFile } from "../api/fetch-file.ts";
import { Button } from "../design/button.tsx";
import { Status } from "../design/status.tsx";
import { Table } from "../design/table.tsx";
import { useFormats } from "../words/use-formats.ts";
import { useWords } from "../words/use-words.tsx";
import { MoveDialog } from "./move-dialog.tsx";
import type { TemplateVersion } from "./use-versions.ts";
import { templatesWords } from "./words.ts";

interface VersionTableProps {
  readonly name: string;
  readonly versions: readonly TemplateVersion[];
  readonly etag: string;
}

/** The versions: which is current, when and by whom each came; a draft is promoted, an earlier one gone back to. */
export function VersionTable({ name, versions, etag }: VersionTableProps) {
  const words = useWords(templatesWords);
  const formats = useFormats();
  const [asked, setAsked] = useState<TemplateVersion>();
  return (
    <>
      <Table<TemplateVersion>
        caption={words.versions}
        rows={versions}
        rowKey={({ version }) => version}
        cards
        columns={[
          {
            key: "version",
            label: words.version,
            cell: (one) => <Version version={one} />,
          },
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
            key: "origin",
            label: words.origin,
            cell: ({ origin, by }) => (
              <>
                {origin === undefined ? "–" : origin === "draft" ? words.originDraft : words.originBundled}
                {by !== undefined && <div className="small muted">{by.name}</div>}
              </>
            ),
          },
          {
            key: "do",
            label: <span className="unseen">{words.promote}</span>,
            cell: (one) => <Actions name={name} version={one} onMove={() => setAsked(one)} />,
          },
        ]}
      />
      {asked !== undefined && (
        <MoveDialog name={name} version={asked} etag={etag} onClose={() => setAsked(undefined)} />
      )}
    </>
  );
}

/** The hash of a version, and what its check warned of. */
function Version({ version: { version, warnings = [] } }: { readonly version: TemplateVersion }) {
  const words = useWords(templatesWords);
  return (
    <>
      <code>{version.slice(0, 8)}</code>
      {warnings.length > 0 && (
        <details className="small">
          <summary>{words.warnings(warnings.length)}</summary>
          <ul aria-label={words.warningsOf(version.slice(0, 8))}>
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
  readonly version: TemplateVersion;
  /** Called when it is to become the current one. */
  readonly onMove: () => void;
}

/** What can be done with a version. */
function Actions({ name, version: one, onMove }: ActionsProps) {
  const words = useWords(templatesWords);
  const short = one.version.slice(0, 8);
  return (
    <span className="version-actions">
      {one.state !== "current" && (
        <Button
          kind="plain"
          aria-label={one.state === "draft" ? words.promoteOf(short) : words.rollBackOf(short)}
          onClick={onMove}
        >
          {one.state === "draft" ? words.promote : words.rollBack}
        </Button>
      )}
      <Button
        kind="plain"
        aria-label={words.downloadOf(short)}
        onClick={() => void saveFile(`/templates/${name}/versions/${one.version}/template.zip`, `${name}-${short}.zip`)}
      >
        {words.download}
      </Button>
    </span>
  );
}
