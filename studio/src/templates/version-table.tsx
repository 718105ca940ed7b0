import { useState } from "react";
import { Button } from "../design/button.tsx";
import { Table } from "../design/table.tsx";
import { useVersionColumns, VersionActions } from "../versions/version-cells.tsx";
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
  const shared = useVersionColumns();
  const [asked, setAsked] = useState<TemplateVersion>();
  return (
    <>
      <Table<TemplateVersion>
        caption={words.versions}
        rows={versions}
        rowKey={({ version }) => version}
        cards
        columns={[
          ...shared,
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
    <VersionActions kind="template" name={name} version={one.version}>
      {one.state !== "current" && (
        <Button
          kind="plain"
          aria-label={one.state === "draft" ? words.promoteOf(short) : words.rollBackOf(short)}
          onClick={onMove}
        >
          {one.state === "draft" ? words.promote : words.rollBack}
        </Button>
      )}
    </VersionActions>
  );
}
