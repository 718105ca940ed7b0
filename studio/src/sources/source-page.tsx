import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useLocation } from "wouter";
import { keys } from "../api/query-keys.ts";
import { deleteSource, isUnderWay, type SeenSource } from "../api/datasets/source.ts";
import { DatasetLetters } from "../deliver/dataset-letters.tsx";
import { Button } from "../design/button.tsx";
import { ConfirmDialog } from "../design/confirm-dialog.tsx";
import { Loaded } from "../design/loaded.tsx";
import { Notice } from "../design/notice.tsx";
import { PageHead } from "../design/page-head.tsx";
import { ProblemList } from "../design/problem-list.tsx";
import { commonWords } from "../words/common.ts";
import { useWords } from "../words/use-words.tsx";
import { SourceForm } from "./source-form.tsx";
import { SourceState } from "./source-state.tsx";
import { useConnections, useRefresh, useSource } from "./use-sources.ts";
import { sourcesWords } from "./words.ts";

/** A source that is to be made. */
export function NewSourcePage() {
  const words = useWords(sourcesWords);
  const connections = useConnections();
  return (
    <div className="page">
      <PageHead kicker={<BackToSources />} title={words.newSource} lead={words.formLead} />
      <Loaded query={connections}>
        {(known) =>
          known.length === 0 ? (
            <Notice kind="caution" title={words.noConnectionsTitle}>
              <p>{words.noConnections}</p>
            </Notice>
          ) : (
            <SourceForm connections={known} />
          )
        }
      </Loaded>
    </div>
  );
}

/** One source: how its last refresh went, and its definition. */
export function SourcePage({ name }: { readonly name: string }) {
  const source = useSource(name);
  const connections = useConnections();
  return (
    <Loaded query={source} ready={!connections.isPending} title={name}>
      {(seen) => (seen === null ? <Gone name={name} /> : <Shown source={seen} connections={connections.data ?? []} />)}
    </Loaded>
  );
}

function BackToSources() {
  const words = useWords(sourcesWords);
  return <Link href="/datasets/~sources">{words.sources}</Link>;
}

function Gone({ name }: { readonly name: string }) {
  const words = useWords(sourcesWords);
  return (
    <div className="page">
      <PageHead kicker={<BackToSources />} title={words.noSource(name)} lead={words.noSourceLead} />
      <p>
        <Link className="button" href="/datasets/~sources">
          {words.toSources}
        </Link>
      </p>
    </div>
  );
}

interface ShownProps {
  readonly source: SeenSource;
  readonly connections: Parameters<typeof SourceForm>[0]["connections"];
}

function Shown({ source, connections }: ShownProps) {
  const { name, version } = source;
  const words = useWords(sourcesWords);
  const common = useWords(commonWords);
  const refresh = useRefresh();
  const [deleting, setDeleting] = useState(false);
  return (
    <div className="page">
      <PageHead kicker={<BackToSources />} title={name}>
        <Button kind="primary" disabled={refresh.isPending || isUnderWay(source)} onClick={() => refresh.mutate(name)}>
          {words.refreshNow}
        </Button>
        {version !== undefined && (
          <Link className="button" href={`/datasets/${name}`}>
            {words.dataset}
          </Link>
        )}
        <Button kind="danger" onClick={() => setDeleting(true)}>
          {common.delete}
        </Button>
      </PageHead>
      {refresh.error !== null && <ProblemList title={words.notRefreshed(name)} error={refresh.error} />}
      {deleting && <Deletion source={source} onClose={() => setDeleting(false)} />}
      <SourceState source={source} />
      <DatasetLetters name={name} />
      <section className="stack">
        <h2>{words.definition}</h2>
        <p className="muted">{words.formLead}</p>
        <SourceForm source={source} connections={connections} />
      </section>
    </div>
  );
}

function Deletion({ source, onClose }: { readonly source: SeenSource; readonly onClose: () => void }) {
  const { name } = source;
  const words = useWords(sourcesWords);
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  const remove = useMutation({
    mutationFn: () => deleteSource(source),
    onSuccess: () => {
      navigate("/datasets/~sources");
      queries.removeQueries({ queryKey: keys.source(name) });
      void queries.invalidateQueries({ queryKey: keys.sources() });
    },
  });
  return (
    <ConfirmDialog
      title={words.deleteTitle(name)}
      action={words.deleteNow}
      busy={remove.isPending}
      failed={words.notDeleted}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      <p>{words.deleteLead}</p>
    </ConfirmDialog>
  );
}
