import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { api } from "../api/client.ts";
import { promote } from "../api/promote.ts";
import { take } from "../api/take.ts";

interface Asked {
  readonly name: string;
  /** Of the versions as the user sees them. */
  readonly etag: string;
  readonly version: string;
  readonly onClose: () => void;
}

/**
 * Makes a version the current one, and tells whether its tests run.
 *
 * @param back whether it was current before
 */
export function useMove({ name, etag, version, onClose }: Asked, back: boolean, why: string) {
  const queries = useQueryClient();
  const [testing, setTesting] = useState(false);
  const open = useRef(true);
  useEffect(() => {
    open.current = true;
    return () => {
      open.current = false;
    };
  }, []);
  const refresh = () =>
    queries.invalidateQueries({
      predicate: ({ queryKey }) => queryKey[0] === "templates" || queryKey[0] === "template",
    });
  const move = useMutation({
    mutationFn: async () => {
      const params = { path: { name }, header: { "if-match": etag } };
      const reason = why.trim() === "" ? {} : { why: why.trim() };
      if (back) await take(api.POST("/templates/{name}/rollback", { params, body: { to: version, ...reason } }));
      else await promote(name, etag, { version, ...reason }, () => setTesting(true));
    },
    onSuccess: async () => {
      // Tests may end after the dialog was closed, when another may be open.
      if (open.current) onClose();
      await refresh();
    },
    onError: refresh,
    onSettled: () => setTesting(false),
  });
  return { move, testing };
}
