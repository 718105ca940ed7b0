import { expect, test } from "vitest";
import { faultOfAddress } from "../../../../../functions/core/service/delivery/mail/mail-address.ts";

test.each(["anna@example.org", "a.b+c@sub.example.co.uk", "o'neil@example.org", "x@xn--bcher-kva.example"])(
  "%s is an address",
  (address) => {
    expect(faultOfAddress(address)).toBeUndefined();
  },
);

test.each([
  "",
  "anna",
  "anna@localhost",
  "@example.org",
  "anna@",
  "Anna <anna@example.org>",
  "anna@example.org, eva@example.org",
  "anna@example.org\nBcc: eva@example.org",
  "anna@example.org\r\n",
  "an na@example.org",
  '"anna"@example.org',
  "anna..b@example.org",
  ".anna@example.org",
  "anna@-example.org",
  "anna@example.1",
  "größe@example.org",
  `${"a".repeat(65)}@example.org`,
  `a@${"b.".repeat(126)}org`,
])("%j is none", (address) => {
  expect(faultOfAddress(address)).toEqual(expect.any(String));
});
