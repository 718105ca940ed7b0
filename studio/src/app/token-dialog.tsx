import { useState, useSyncExternalStore } from "react";
import { keepValues } from "../api/kept-values.ts";
import { isTokenRefused, readToken, setToken, watchToken } from "../api/token.ts";
import { Button } from "../design/button.tsx";
import { Dialog } from "../design/dialog.tsx";
import { Field } from "../design/field.tsx";
import { ProblemList } from "../design/problem-list.tsx";
import { useWords } from "../words/use-words.tsx";
import { queryClient } from "./query-client.ts";
import { readSignIn } from "./read-sign-in.ts";
import { beginSignIn, type SignIn } from "./sign-in.ts";
import { appWords } from "./words.ts";

/** Asks for a token once the server has refused a request without one, or with a wrong one. */
export function TokenDialog() {
  const words = useWords(appWords);
  const refused = useSyncExternalStore(watchToken, isTokenRefused);
  const wrong = readToken() !== undefined;
  const [value, setValue] = useState("");
  if (!refused || location.pathname === "/studio/signed-in") return null;
  const signIn = readSignIn();
  if (signIn !== undefined) return <SignInDialog signIn={signIn} />;
  return (
    <Dialog title={words.tokenTitle} onClose={() => {}}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setToken(value.trim());
          setValue("");
          void queryClient.resetQueries();
        }}
      >
        <p>{words.tokenLead}</p>
        <Field label={words.token} fault={wrong ? words.tokenWrong : undefined}>
          {(links) => (
            <input
              {...links}
              className="input"
              type="password"
              autoComplete="off"
              required
              value={value}
              onChange={(event) => setValue(event.target.value)}
            />
          )}
        </Field>
        <div className="buttons">
          <Button kind="primary" type="submit" disabled={value.trim() === ""}>
            {words.tokenUse}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Leads to the issuer of tokens, where a deployed studio has one. */
function SignInDialog({ signIn }: { readonly signIn: SignIn }) {
  const words = useWords(appWords);
  const [error, setError] = useState<Error>();
  return (
    <Dialog title={words.signIn} onClose={() => {}}>
      <p>{words.signInLead}</p>
      {error !== undefined && <ProblemList title={words.signInFailed} error={error} />}
      <div className="buttons">
        <Button
          kind="primary"
          onClick={() => {
            const back = `${location.pathname.replace(/^\/studio/, "")}${location.search}`;
            beginSignIn(signIn, back, {
              fetch: (...asked) => fetch(...asked),
              storage: sessionStorage,
              origin: location.origin,
            }).then(
              (address) => {
                keepValues();
                location.assign(address);
              },
              (failure: Error) => setError(failure),
            );
          }}
        >
          {words.signIn}
        </Button>
      </div>
    </Dialog>
  );
}
