import type { ReactNode } from "react";
import { Loaded, type QueryState } from "./loaded.tsx";
import { More } from "./more.tsx";

/** A list in pages as far as it has come; what `useInfiniteQuery` returns is one. */
export interface ListState<Page> extends QueryState<{ readonly pages: readonly Page[] }> {
  readonly hasNextPage: boolean;
  readonly fetchNextPage: () => unknown;
}

/** A page of the API's lists. */
interface ListPage {
  /** Where the next one is. */
  readonly next?: string;
  readonly lookedBackTo?: string;
}

interface LoadedListProps<Page, Item> {
  readonly query: ListState<Page>;
  readonly items: (page: Page) => readonly Item[];
  /** What a list says that has no items at all. */
  readonly empty: ReactNode;
  readonly waiting?: ReactNode;
  /** Never called without items. */
  readonly children: (items: readonly Item[]) => ReactNode;
}

/** A list of the API, page by page: what `Loaded` shows, a word where it is empty, and a button while there is more. */
export function LoadedList<Page extends ListPage, Item>({
  query,
  items,
  empty,
  waiting,
  children,
}: LoadedListProps<Page, Item>) {
  return (
    <Loaded query={query} {...(waiting !== undefined && { waiting })}>
      {({ pages }) => {
        const listed = pages.flatMap(items);
        return (
          <>
            {listed.length > 0 ? children(listed) : !query.hasNextPage && <p className="empty">{empty}</p>}
            <More
              follows={query.hasNextPage}
              lookedBackTo={pages.at(-1)?.lookedBackTo}
              onMore={() => void query.fetchNextPage()}
            />
          </>
        );
      }}
    </Loaded>
  );
}
