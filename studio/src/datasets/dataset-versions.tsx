import { keys } from "../api/query-keys.ts";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "wouter";
import { afterOf } from "../api/after-of.ts";
import { api } from "../api/client.ts";
import { RefusedError } from "../api/refused-error.ts";
import { take } from "../api/take.ts";
import { useDataset } from "../api/datasets/use-dataset.ts";
import { Button } from "../design/button.tsx";
import { ConfirmDialog } from "../design/confirm-dialog.tsx";
import { ProblemList } from "../design/problem-list.tsx";
import { commonWords } from "../words/common.ts";
import { useFormats } from "../words/use-formats.ts";
import { useWords } from "../words/use-words.tsx";
import { datasetsWords } from "./words.ts";

interface DatasetVersionsProps {
  readonly name: string;
  readonly current: string;
}

/** When which version came, latest first; one that is not current can be compared and deleted. */
export function DatasetVersions({ name, current }: DatasetVersionsProps) {
  const words = useWords(datasetsWords);
  const common = useWords(commonWords);
  const formats = useFormats();
  const [asked, setAsked] = useState<string>();
  const { data, hasNextPage, fetchNextPage } = useMoves(name);
  const kept = useDataset(name).data?.versions ?? [];
  const remove = useDeletion(name, () => setAsked(undefined));
  const moves = data?.pages.flatMap((page) => page.moves) ?? [];
  const shown = new Set(moves.map(({ version }) => version));
  // What was never current is held back: only the whole log can tell.
  const held = data === undefined || hasNextPage ? [] : kept.filter((version) => !shown.has(version));
  return (
    <section className="stack" aria-labelledby="versions">
      <h2 id="versions">{words.versions}</h2>
      {held.length > 0 && <HeldVersions name={name} versions={held} onDelete={setAsked} />}
      <ol className="lines">
        {moves.map(({ seq, kind, version, at }) => (
          <li key={seq}>
            <div>
              <div>{formats.moment(at)}</div>
              <div className="small muted">
                {version === undefined ? words.deletedVersion : <code>{version.slice(0, 8)}</code>} ·{" "}
                {version === current && seq === moves[0]?.seq
                  ? words.current
                  : words[kind === "view" ? "madeByView" : kind === "source" ? "fetched" : kind]}
              </div>
            </div>
            {version !== undefined && version !== current && kept.includes(version) && (
              <VersionActions name={name} version={version} onDelete={() => setAsked(version)} />
            )}
          </li>
        ))}
      </ol>
      {hasNextPage && (
        <div>
          <Button kind="plain" onClick={() => void fetchNextPage()}>
            {common.more}
          </Button>
        </div>
      )}
      {asked !== undefined && (
        <ConfirmDialog
          title={words.deleteVersionTitle}
          action={words.deleteNow}
          busy={remove.isPending}
          failed={words.notDeleted}
          error={remove.error}
          onConfirm={() => remove.mutate(asked)}
          onClose={() => setAsked(undefined)}
        >
          <p>{words.deleteVersionLead}</p>
        </ConfirmDialog>
      )}
    </section>
  );
}

interface HeldVersionsProps {
  readonly name: string;
  readonly versions: readonly string[];
  readonly onDelete: (version: string) => void;
}

/** Versions that were stored and held back. */
function HeldVersions({ name, versions, onDelete }: HeldVersionsProps) {
  const words = useWords(datasetsWords);
  return (
    <ul className="lines" aria-label={words.held}>
      {versions.map((version) => (
        <li key={version}>
          <div className="small muted">
            <code>{version.slice(0, 8)}</code> · {words.held}
          </div>
          <VersionActions name={name} version={version} onDelete={() => onDelete(version)} />
        </li>
      ))}
    </ul>
  );
}

interface VersionActionsProps {
  readonly name: string;
  readonly version: string;
  readonly onDelete: () => void;
}

/** What can be done with a version that is not current. */
function VersionActions({ name, version, onDelete }: VersionActionsProps) {
  const words = useWords(datasetsWords);
  const common = useWords(commonWords);
  const short = version.slice(0, 8);
  const promote = usePromotion(name);
  // A view changes with its sources alone.
  const isView = useDataset(name).data?.view === true;
  return (
    <div className="buttons">
      {promote.error !== null && <ProblemList title={words.notPromoted} error={promote.error} />}
      {!isView && (
        <Button
          kind="plain"
          aria-label={words.promoteVersion(short)}
          disabled={promote.isPending}
          onClick={() => promote.mutate(version)}
        >
          {words.promoteNow}
        </Button>
      )}
      <Link
        className="button plain"
        href={`/datasets/${name}/diff/${version}`}
        aria-label={words.compareVersion(short)}
      >
        {words.compare}
      </Link>
      <Button kind="plain" aria-label={words.deleteVersion(short)} onClick={onDelete}>
        {common.delete}
      </Button>
    </div>
  );
}

/** Which version became the current one, latest first. */
function useMoves(name: string) {
  return useInfiniteQuery({
    queryKey: keys.dataset(name, "log"),
    queryFn: ({ pageParam }) =>
      take(
        api.GET("/datasets/{name}/log", {
          params: { path: { name }, query: { limit: 50, ...(pageParam === "" ? {} : { after: pageParam }) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: ({ next }) => afterOf(next),
  });
}

/** Makes a version current. */
function usePromotion(name: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (version: string) =>
      take(api.POST("/datasets/{name}/promote", { params: { path: { name } }, body: { version } })),
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: keys.dataset(name) }),
        queries.invalidateQueries({ queryKey: keys.datasets() }),
      ]),
  });
}

/** Deletes a version. */
function useDeletion(name: string, onDeleted: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (version: string) => {
      const { response, error } = await api.DELETE("/datasets/{name}/versions/{version}", {
        params: { path: { name, version } },
      });
      if (!response.ok) throw new RefusedError(response.status, error);
    },
    onSuccess: async () => {
      onDeleted();
      await queries.invalidateQueries({ queryKey: keys.dataset(name) });
    },
  });
}
