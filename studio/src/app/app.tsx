import { QueryClientProvider } from "@tanstack/react-query";
import { Suspense } from "react";
import { Route, Router, Switch } from "wouter";
import { WordsProvider } from "../words/use-words.tsx";
import { CrashGuard } from "./crash-guard.tsx";
import { Loading } from "../design/loading.tsx";
import { NotFound } from "./not-found.tsx";
import { queryClient } from "./query-client.ts";
import { rooms } from "./rooms.ts";
import { Shell } from "./shell.tsx";
import { SignedIn } from "./signed-in.tsx";
import { TokenDialog } from "./token-dialog.tsx";

/** The studio: its rooms inside the shell. */
export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <WordsProvider>
        <Router base="/studio">
          <Shell>
            <CrashGuard>
              <Suspense fallback={<Loading />}>
                <Switch>
                  {rooms.flatMap(({ name, paths, pages }) =>
                    paths.map((path) => <Route key={`${name} ${path}`} path={path} component={pages} />),
                  )}
                  <Route path="/signed-in" component={SignedIn} />
                  <Route component={NotFound} />
                </Switch>
              </Suspense>
            </CrashGuard>
          </Shell>
          <TokenDialog />
        </Router>
      </WordsProvider>
    </QueryClientProvider>
  );
}
