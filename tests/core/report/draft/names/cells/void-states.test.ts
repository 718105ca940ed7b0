import { expect, test } from "vitest";
import {
  isCancelledState,
  isUnheldState,
  isVoidState,
} from "../../../../../../functions/core/report/draft/names/cells/void-states.ts";

/** What people write behind a state. */
const reasons = [" - doppelt", " – entered twice", " (card refunded)", ", by phone", "（客户来电）", "; see note"];
const states = ["storniert", "Cancelled", "CANCELLED", "已取消"];

test.each(states.flatMap((state) => ["", ...reasons].map((reason) => `${state}${reason}`)))(
  "“%s” did not take place",
  (text) => {
    expect([isVoidState(text), isCancelledState(text), isUnheldState(text)]).toEqual([true, true, true]);
  },
);

test.each([
  "nicht storniert - bezahlt",
  "paid (not cancelled)",
  "Paid - cancelled the reminder",
  "Versand - storniert 2x",
])("“%s” did", (text) => {
  expect([isVoidState(text), isCancelledState(text), isUnheldState(text)]).toEqual([false, false, false]);
});
