import { Button } from "../design/button.tsx";
import { commonWords } from "../words/common.ts";
import { useFormats } from "../words/use-formats.ts";
import { useWords } from "../words/use-words.tsx";
import { useMoves } from "./use-versions.ts";
import { templatesWords } from "./words.ts";

/** What was published under a template's name, latest first: when, by whom and why. */
export function MoveLog({ name }: { readonly name: string }) {
  return <Moves {...useMoves(name)} />;
}

type MovesProps = Pick<ReturnType<typeof useMoves>, "data" | "hasNextPage" | "fetchNextPage">;

/** The moves of a name's log, of a template or a theme, as they were read. */
export function Moves({ data, hasNextPage, fetchNextPage }: MovesProps) {
  const words = useWords(templatesWords);
  const common = useWords(commonWords);
  const formats = useFormats();
  const moves = data?.pages.flatMap((page) => page.moves);
  const kinds = {
    promote: words.promoted,
    rollback: words.rolledBack,
    remove: words.unpublished,
    bundled: words.bundled,
    store: words.moved,
  } as const;
  return (
    <section className="stack">
      <h2>{words.log}</h2>
      {moves?.length === 0 && <p className="muted">{words.noLog}</p>}
      <ol className="lines">
        {moves?.map(({ seq, version, kind, at, by, why }) => (
          <li key={seq}>
            <div>
              <div className="sentence">
                {kinds[kind]} {version !== undefined && <code>{version.slice(0, 8)}</code>}
              </div>
              <div className="small muted">
                {[at === undefined ? "" : formats.moment(at), by?.name ?? ""].filter(Boolean).join(" · ")}
              </div>
              {why !== undefined && <p className="small">{why}</p>}
            </div>
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
    </section>
  );
}
