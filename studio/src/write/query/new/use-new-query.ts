import { useCallback, useEffect, useRef, useState } from "react";
import { applyChanges, askChange, type Change, type Changes } from "../../names/ask-change.ts";
import type { MadeEdit } from "../../workspace/made-edit.ts";
import { sameBytes } from "../../workspace/work-file.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import type { ResultColumn } from "../draft-chart.ts";
import type { Menus } from "./menus.ts";

export interface NewQuery {
  /** The file as it is written now. */
  readonly sql: string | undefined;
  /** Why it cannot be written. */
  readonly fault: Error | undefined;
  /** Keeps the query, and what it needs in other files. @returns what takes it back */
  readonly keep: () => MadeEdit;
}

/**
 * Writes a query while its menus are chosen. Its file is among the template's from the first choice on, so that the
 * preview runs it; it is taken away again unless it is kept.
 */
export function useNewQuery(
  workspace: Workspace,
  name: string,
  menus: Menus,
  tables: Readonly<Record<string, readonly ResultColumn[]>>,
): NewQuery {
  const [changes, setChanges] = useState<Changes>();
  const [fault, setFault] = useState<Error>();
  const put = useRef<{ readonly path: string; readonly bytes: Uint8Array }>(undefined);
  const kept = useRef(false);
  const takeAway = useCallback(() => {
    const { path = "", bytes } = put.current ?? {};
    const file = workspace.get(path);
    if (bytes !== undefined && file !== undefined && sameBytes(file.bytes, bytes)) workspace.remove(path);
    put.current = undefined;
  }, [workspace]);
  useEffect(() => {
    let isWanted = true;
    const ask = async (): Promise<void> => {
      const others = [...workspace.files().values()].filter(({ path }) => path !== put.current?.path);
      const change = { do: "query", name, query: menus, tables } as const;
      const answer = await askChange(others, change as unknown as Change).catch((error: Error) => error);
      if (!isWanted) return;
      if (answer instanceof Error) {
        setFault(answer);
        setChanges(undefined);
        return;
      }
      setFault(undefined);
      setChanges(answer);
      const [[path, sql]] = Object.entries(answer.added) as [[string, string]];
      const bytes = new TextEncoder().encode(sql);
      if (put.current !== undefined && put.current.path !== path) takeAway();
      workspace.write(path, bytes);
      put.current = { path, bytes };
    };
    void ask();
    return () => {
      isWanted = false;
    };
  }, [workspace, name, menus, tables, takeAway]);
  useEffect(
    () => () => {
      if (!kept.current) takeAway();
    },
    [takeAway],
  );
  return {
    sql: changes && Object.values(changes.added)[0],
    fault,
    keep: () => {
      kept.current = true;
      return applyChanges(workspace, changes!);
    },
  };
}
