import { useEffect, useState } from "react";
import { useLocation } from "wouter";
import { setToken } from "../api/token.ts";
import { Loading } from "../design/loading.tsx";
import { PageHead } from "../design/page-head.tsx";
import { ProblemList } from "../design/problem-list.tsx";
import { useWords } from "../words/use-words.tsx";
import { queryClient } from "./query-client.ts";
import { readSignIn } from "./read-sign-in.ts";
import { endSignIn } from "./sign-in.ts";
import { appWords } from "./words.ts";

/** The address once, since a code is good for one exchange. */
let answered: Promise<{ readonly token: string; readonly back: string }> | undefined;

/** Where the issuer sends a user back to: takes the token and returns to where the user was. */
export function SignedIn() {
  const words = useWords(appWords);
  const [, navigate] = useLocation();
  const [error, setError] = useState<Error>();
  useEffect(() => {
    const signIn = readSignIn();
    if (signIn === undefined) {
      navigate("/", { replace: true });
      return;
    }
    const address = new URL(location.href);
    // The code leaves the address, and so the history, at once.
    history.replaceState(null, "", "/studio/signed-in");
    answered ??= endSignIn(signIn, address, {
      fetch: (...asked) => fetch(...asked),
      storage: sessionStorage,
      origin: location.origin,
    });
    answered.then(
      ({ token, back }) => {
        setToken(token);
        void queryClient.resetQueries();
        navigate(back, { replace: true });
      },
      (failure: Error) => setError(failure),
    );
  }, [navigate]);
  if (error === undefined) return <Loading />;
  return (
    <div className="page">
      <PageHead title={words.signIn} />
      <ProblemList title={words.signInFailed} error={error} />
    </div>
  );
}
