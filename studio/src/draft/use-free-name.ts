import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api } from "../api/client.ts";
import { isDatasetName } from "../api/file-kind.ts";
import { keys } from "../api/query-keys.ts";
import { RefusedError } from "../api/refused-error.ts";

/** Numbers that are tried behind a name. */
const mostTried = 20;

/**
 * A name for a new template: as it was typed, else as it is wanted, with a number if that is taken.
 *
 * @param typed by the user; undefined until then
 * @param wanted may be empty: then nothing is asked
 * @returns the name, and whether a template has it, published or not
 */
export function useFreeName(
  typed: string | undefined,
  wanted: string,
): { readonly name: string; readonly isTaken: boolean } {
  const free = useQuery({
    queryKey: keys.templateExists("free", wanted),
    queryFn: () => findFree(wanted),
    enabled: typed === undefined && isDatasetName(wanted),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  const taken = useQuery({
    queryKey: keys.templateExists("taken", typed),
    queryFn: () => isKnown(typed!),
    enabled: typed !== undefined && isDatasetName(typed),
    staleTime: 0,
  });
  if (typed !== undefined) return { name: typed, isTaken: taken.data === true };
  return { name: wanted === "" || free.isPlaceholderData ? wanted : (free.data ?? wanted), isTaken: false };
}

async function findFree(wanted: string): Promise<string> {
  const stem = wanted.slice(0, 60).replace(/-+$/, "");
  for (let number = 1; number <= mostTried; number += 1) {
    const name = number === 1 ? wanted : `${stem}-${number}`;
    if (!(await isKnown(name))) return name;
  }
  // Storing it says that it is taken.
  return wanted;
}

/** Whether a template has a name, published or not. @throws RefusedError */
async function isKnown(name: string): Promise<boolean> {
  const { response, error } = await api.GET("/templates/{name}/versions", {
    params: { path: { name }, query: { limit: 1 } },
  });
  if (response.ok || response.status === 404) return response.ok;
  throw new RefusedError(response.status, error);
}
