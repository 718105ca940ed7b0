import { QueryClient } from "@tanstack/react-query";
import { RefusedError } from "../api/refused-error.ts";

/** The cache of answers. A refusal is final; only what the network or a busy server did is tried again. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (failures, error) =>
        failures < 2 && !(error instanceof RefusedError && error.status < 500 && error.status !== 429),
      refetchOnWindowFocus: true,
    },
    mutations: { retry: false },
  },
});
