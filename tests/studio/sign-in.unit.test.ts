import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { beginSignIn, endSignIn, type SignInWorld } from "../../studio/src/app/sign-in.ts";

const signIn = { issuer: "https://login.example/pool/", clientId: "studio", scope: "openid desk/reports:read" };

/** An issuer that remembers what it was asked, and a tab's storage. */
function openWorld(
  token: (body: URLSearchParams) => Response,
): SignInWorld & { readonly asked: string[]; readonly kept: Map<string, string> } {
  const asked: string[] = [];
  const kept = new Map<string, string>();
  return {
    asked,
    kept,
    origin: "https://reports.example",
    storage: {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
      removeItem: (key) => void kept.delete(key),
    },
    fetch: async (address, init) => {
      asked.push(String(address));
      if (String(address).endsWith("/.well-known/openid-configuration"))
        return Response.json({
          authorization_endpoint: "https://login.example/authorize?tenant=7",
          token_endpoint: "https://login.example/token",
        });
      return token(init?.body as URLSearchParams);
    },
  };
}

test("the user is sent to the issuer with a challenge, and the code comes back for a token", async () => {
  let exchanged = new URLSearchParams();
  const world = openWorld((body) => {
    exchanged = body;
    return Response.json({ access_token: "t0ken", token_type: "Bearer" });
  });
  const sent = new URL(await beginSignIn(signIn, "/datasets/sales", world));
  expect(sent.origin + sent.pathname).toBe("https://login.example/authorize");
  const { state, code_challenge: challenge, ...rest } = Object.fromEntries(sent.searchParams);
  expect(rest).toEqual({
    tenant: "7",
    response_type: "code",
    client_id: "studio",
    redirect_uri: "https://reports.example/studio/signed-in",
    scope: "openid desk/reports:read",
    code_challenge_method: "S256",
  });
  const ended = await endSignIn(
    signIn,
    new URL(`https://reports.example/studio/signed-in?code=abc&state=${state}`),
    world,
  );
  expect(ended).toEqual({ token: "t0ken", back: "/datasets/sales" });
  const { code_verifier: verifier, ...others } = Object.fromEntries(exchanged);
  expect(others).toEqual({
    grant_type: "authorization_code",
    client_id: "studio",
    code: "abc",
    redirect_uri: "https://reports.example/studio/signed-in",
  });
  expect(createHash("sha256").update(verifier!).digest("base64url")).toBe(challenge);
  expect(verifier!.length).toBeGreaterThanOrEqual(43);
  expect(world.kept.size, "nothing of it stays in the tab").toBe(0);
  expect(world.asked[0]).toBe("https://login.example/pool/.well-known/openid-configuration");
});

test.each([
  ["another tab's answer", "?code=abc&state=wrong", "belongs to no sign-in of this tab"],
  ["no code", "", "belongs to no sign-in of this tab"],
  ["a refusal", "?error=access_denied&error_description=Not+your+desk", "Not your desk"],
])("%s gives no token", async (_what, query, message) => {
  const world = openWorld(() => Response.json({ access_token: "t0ken" }));
  await beginSignIn(signIn, "/", world);
  await expect(endSignIn(signIn, new URL(`https://reports.example/studio/signed-in${query}`), world)).rejects.toThrow(
    message,
  );
  expect(world.asked.filter((address) => address.endsWith("/token"))).toEqual([]);
});

test("an issuer that refuses the code says why", async () => {
  const world = openWorld(() =>
    Response.json({ error: "invalid_grant", error_description: "The code has expired" }, { status: 400 }),
  );
  const state = new URL(await beginSignIn(signIn, "/", world)).searchParams.get("state");
  await expect(
    endSignIn(signIn, new URL(`https://reports.example/studio/signed-in?code=abc&state=${state}`), world),
  ).rejects.toThrow("The code has expired");
});
