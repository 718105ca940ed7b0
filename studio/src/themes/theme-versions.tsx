import { useState } from "react";
import { Button } from "../design/button.tsx";
import { Dialog } from "../design/dialog.tsx";
import { Field } from "../design/field.tsx";
import { ProblemList } from "../design/problem-list.tsx";
import { Table } from "../design/table.tsx";
import { useVersionColumns, VersionActions } from "../versions/version-cells.tsx";
import { commonWords } from "../words/common.ts";
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
  const shared = useVersionColumns();
  const [asked, setAsked] = useState<string>();
  return (
    <>
      <Table<ThemeVersion>
        caption={words.versions}
        rows={versions}
        rowKey={({ version }) => version}
        cards
        columns={[
          ...shared,
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
    <VersionActions kind="theme" name={name} version={version}>
      <Button kind="plain" aria-label={words.lookOf(short)} onClick={onLook}>
        {words.look}
      </Button>
      {onMove !== undefined && (
        <Button kind="plain" aria-label={words.promoteOf(short)} onClick={onMove}>
          {words.promote}
        </Button>
      )}
    </VersionActions>
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
