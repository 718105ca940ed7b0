import { useInfiniteQuery } from "@tanstack/react-query";
import { afterOf } from "../api/after-of.ts";
import { api } from "../api/client.ts";
import { keys } from "../api/query-keys.ts";
import { take } from "../api/take.ts";
import { Moves } from "../templates/move-log.tsx";

/** What was published under a theme's name, latest first: when, by whom and why. */
export function ThemeLog({ name }: { readonly name: string }) {
  const moves = useInfiniteQuery({
    queryKey: keys.theme(name, "log"),
    queryFn: ({ pageParam }) =>
      take(
        api.GET("/themes/{name}/log", {
          params: { path: { name }, query: { limit: 20, ...(pageParam !== "" && { after: pageParam }) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: ({ next }) => afterOf(next),
  });
  return <Moves {...moves} />;
}
