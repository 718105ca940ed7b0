import type { ReactNode } from "react";
import { isFinal } from "../api/refused-error.ts";
import { LoadFailure } from "./load-failure.tsx";
import { Loading } from "./loading.tsx";
import { useOpened } from "./use-opened.ts";

/** As far as a query has come; what `useQuery` returns is one. */
export interface QueryState<Data> {
  readonly data: Data | undefined;
  readonly error: Error | null;
  readonly refetch?: () => unknown;
}

interface LoadedProps<Data> {
  readonly query: QueryState<Data>;
  /** Whether all else is here that the content begins with. Once it is shown it stays. @default true */
  readonly ready?: boolean;
  /** Of the page, if this is its whole content: it stands above a failure. */
  readonly title?: string;
  /** What stands here until then. @default a word that it is being loaded */
  readonly waiting?: ReactNode;
  readonly children: (data: Data) => ReactNode;
}

/**
 * What a query brings, and the states before: waiting, and failed, in the words of the problem. A refusal takes the
 * place of what was shown; a failure that may pass stands above it, with a button that asks again.
 */
export function Loaded<Data>({ query, ready = true, title, waiting = <Loading />, children }: LoadedProps<Data>) {
  const { data, error } = query;
  const opened = useOpened(data !== undefined && ready);
  if (error !== null && (data === undefined || isFinal(error))) return <LoadFailure query={query} title={title} />;
  if (data === undefined || !opened) return waiting;
  return (
    <>
      {error !== null && (
        <div className={title === undefined ? undefined : "page"}>
          <LoadFailure query={query} />
        </div>
      )}
      {children(data)}
    </>
  );
}
