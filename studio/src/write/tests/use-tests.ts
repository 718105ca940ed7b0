import { useMutation } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import { take } from "../../api/take.ts";
import { problemOf } from "../problems/problem.ts";
import type { TestRun } from "./test-run.ts";

export interface Tests {
  readonly run: (preview: string) => void;
  readonly running: boolean;
  /** The last run. */
  readonly last: TestRun | undefined;
  readonly failure: Error | null;
}

/** Runs the template's tests when the author asks for it: each takes as long as a report. */
export function useTests(): Tests {
  const { mutate, isPending, data, error } = useMutation({
    mutationFn: async (preview: string): Promise<TestRun> => {
      const { tests, problems } = await take(api.GET("/previews/{id}/tests", { params: { path: { id: preview } } }));
      return {
        preview,
        tests: tests.map(({ file, title, problems: failed }) => ({ file, title, problems: failed.map(problemOf) })),
        problems: problems.map(problemOf),
      };
    },
  });
  return { run: mutate, running: isPending, last: data, failure: error };
}
