import { QueryClient } from "@tanstack/react-query";
import { isFinal } from "../api/refused-error.ts";

/** The cache of answers. A refusal is final; only what the network or a busy server did is tried again. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (failures, error) => failures < 2 && !isFinal(error),
      refetchOnWindowFocus: true,
    },
    mutations: { retry: false },
  },
});
